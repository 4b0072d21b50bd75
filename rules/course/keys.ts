import type { HoverKey, HoverTopics } from '../../core/engine/hover-key.js';

/** Which topic explains a keyword of a Dockerfile. */
const instructions: Readonly<Record<string, string>> = {
  FROM: 'base-images',
  HEALTHCHECK: 'health-checks',
  STOPSIGNAL: 'graceful-shutdown',
  CMD: 'graceful-shutdown',
  ENTRYPOINT: 'graceful-shutdown',
  USER: 'security-pipeline',
  VOLUME: 'volume-types',
  LABEL: 'label-practice',
  ENV: 'secrets',
  ARG: 'secrets',
};

/**
 * Which topic explains a key of YAML: the last part of its path, where it means the same at every place of a format.
 * A key with a dot names the last two parts and wins over a single one.
 */
const keys: Readonly<Record<'compose' | 'kubernetes' | 'prometheus', Readonly<Record<string, string>>>> = {
  compose: {
    image: 'base-images',
    healthcheck: 'health-checks',
    condition: 'health-checks',
    depends_on: 'health-checks',
    mem_limit: 'memory-limits',
    mem_reservation: 'memory-limits',
    memswap_limit: 'memory-limits',
    memory: 'memory-limits',
    resources: 'memory-limits',
    cpus: 'cpu-limits',
    cpu_shares: 'cpu-limits',
    cpu_quota: 'cpu-limits',
    stop_signal: 'graceful-shutdown',
    stop_grace_period: 'graceful-shutdown',
    entrypoint: 'graceful-shutdown',
    command: 'graceful-shutdown',
    logging: 'logging-strategies',
    'logging.driver': 'logging-strategies',
    'logging.options': 'logging-strategies',
    'options.max-size': 'logging-strategies',
    'options.max-file': 'logging-strategies',
    volumes: 'volume-types',
    tmpfs: 'volume-types',
    secrets: 'secrets',
    environment: 'secrets',
    env_file: 'secrets',
    'build.args': 'secrets',
    labels: 'label-practice',
    privileged: 'security-pipeline',
    user: 'security-pipeline',
    cap_add: 'security-pipeline',
    cap_drop: 'security-pipeline',
    security_opt: 'security-pipeline',
    read_only: 'security-pipeline',
  },
  kubernetes: {
    image: 'base-images',
    livenessProbe: 'health-checks',
    readinessProbe: 'health-checks',
    startupProbe: 'health-checks',
    resources: 'memory-limits',
    'limits.memory': 'memory-limits',
    'requests.memory': 'memory-limits',
    'limits.cpu': 'cpu-limits',
    'requests.cpu': 'cpu-limits',
    terminationGracePeriodSeconds: 'graceful-shutdown',
    lifecycle: 'graceful-shutdown',
    preStop: 'graceful-shutdown',
    securityContext: 'security-pipeline',
    volumes: 'volume-types',
    volumeMounts: 'volume-types',
    volumeClaimTemplates: 'volume-types',
    storageClassName: 'volume-types',
    emptyDir: 'volume-types',
    secretKeyRef: 'secrets',
    secretRef: 'secrets',
    stringData: 'secrets',
    'metadata.labels': 'label-practice',
    expr: 'metric-types',
    relabelings: 'label-practice',
    metricRelabelings: 'label-practice',
  },
  prometheus: {
    expr: 'metric-types',
    static_configs: 'service-discovery',
    kubernetes_sd_configs: 'service-discovery',
    dockerswarm_sd_configs: 'service-discovery',
    consul_sd_configs: 'service-discovery',
    dns_sd_configs: 'service-discovery',
    file_sd_configs: 'service-discovery',
    scrape_configs: 'service-discovery',
    targets: 'service-discovery',
    labels: 'label-practice',
    relabel_configs: 'label-practice',
    metric_relabel_configs: 'label-practice',
    target_label: 'label-practice',
    external_labels: 'label-practice',
  },
};

/** Which topic explains a variable, by the first pattern that its name meets. */
const variables: readonly (readonly [RegExp, string])[] = [
  [/^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JAVA_OPTS|NODE_OPTIONS|GOMEMLIMIT)$/, 'memory-limits'],
  [/^(LOG|LOGGING)_/, 'logging-strategies'],
  [/(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE_KEY)(_FILE)?$/, 'secrets'],
];

/** The table of the course: which key, instruction, variable or metric shows which topic. */
export const hovers: HoverTopics = {
  topicOf(key: HoverKey): string | undefined {
    switch (key.kind) {
      case 'instruction':
        return instructions[key.keyword];
      case 'flag':
        return instructions[key.keyword];
      case 'variable':
        return variables.find(([pattern]) => pattern.test(key.name))?.[1];
      case 'query':
        return 'metric-types';
      case 'key':
        return key.format === 'dockerfile' || key.format === 'seaworthy'
          ? undefined
          : topicOfPath(key.format, key.path);
    }
  },
};

/** Keys whose topic is about themselves, not about what stands below them. */
const alone: ReadonlySet<string> = new Set(['environment', 'args']);

function topicOfPath(format: keyof typeof keys, path: readonly string[]): string | undefined {
  const table = keys[format];
  // The nearest key upwards that has a topic explains everything below it, but not from far away.
  for (let length = path.length; length > Math.max(0, path.length - 3); length--) {
    const last = path[length - 1];
    if (last !== undefined && alone.has(last) && length < path.length) return undefined;
    const pair = `${path[length - 2]}.${last}`;
    if (Object.hasOwn(table, pair)) return table[pair];
    if (last !== undefined && Object.hasOwn(table, last)) return table[last];
  }
  return undefined;
}
