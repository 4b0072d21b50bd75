import type { HoverKey } from '../../core/engine/hover-key.js';
import { argumentNames, images, metrics, mountSources, mountTargets, topicOfName, variables } from './keys-names.js';
import { compose, type Keys, kinds, kubernetes, prometheus, prometheusFiles, seaworthy } from './keys-yaml.js';

/** Which topic explains a keyword of a Dockerfile. */
export const instructions: Keys = {
  FROM: 'base-images',
  AS: 'multi-stage',
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

/** Which topic explains a flag, where it is not that of its instruction. */
export const flags: Keys = { 'COPY --from': 'multi-stage', 'ADD --from': 'multi-stage' };

/** The table of the course: which key, instruction, variable or metric shows which topic. */
export function topicOf(key: HoverKey): string | undefined {
  switch (key.kind) {
    case 'instruction':
      return at(instructions, key.keyword);
    case 'flag':
      return at(flags, `${key.keyword} --${key.name}`) ?? at(instructions, key.keyword);
    case 'variable':
      return topicOfName(variables, key.name);
    case 'image':
      return topicOfName(images, key.name) ?? 'base-images';
    case 'argument':
      return topicOfName(argumentNames, key.text.slice(key.text.startsWith('/') ? key.text.lastIndexOf('/') + 1 : 0));
    case 'mount':
      return (
        topicOfName(mountSources, key.source ?? '') ??
        topicOfName(mountTargets, key.target ?? '') ??
        (key.type === 'tmpfs' ? 'io-patterns' : key.type === 'secret' ? 'secrets' : undefined)
      );
    case 'query':
      return topicOfName(metrics, key.name) ?? 'metric-types';
    case 'label':
      // `le` and `quantile` are what histograms and summaries are made of.
      return key.name === 'le' || key.name === 'quantile' ? 'metric-types' : 'label-practice';
    case 'key':
      return topicOfPath(key);
  }
}

type PathKey = Extract<HoverKey, { readonly kind: 'key' }>;

/** The tables for a document, the most special first. */
function tablesOf({ format, variant }: PathKey): readonly Keys[] {
  switch (format) {
    case 'compose':
      return [compose];
    case 'kubernetes':
      return [kinds[variant] ?? {}, kubernetes];
    case 'prometheus':
      return [prometheusFiles[variant] ?? {}, prometheus];
    case 'seaworthy':
      return [seaworthy];
    case 'dockerfile':
      return [];
  }
}

/** Keys whose topic is about themselves, not about what stands below them. */
const alone: ReadonlySet<string> = new Set([
  ...['environment', 'args', 'env', 'envFrom', 'replicas'],
  ...['command', 'entrypoint', 'test'],
]);

/** Keys below which names are free, so that `labels: {image: …}` is no image. */
const free: ReadonlySet<string> = new Set(['labels', 'annotations', 'matchLabels', 'data', 'stringData', ...alone]);

function topicOfPath(key: PathKey): string | undefined {
  const { path, format } = key;
  const tables = tablesOf(key);
  // The nearest key upwards that has a topic explains everything below it, but not from far away.
  for (let length = path.length; length > Math.max(0, path.length - 3); length--) {
    const name = path[length - 1] ?? '';
    const parent = path[length - 2] ?? '';
    if (alone.has(name) && length < path.length) return undefined;
    const agreed = topicOfAgreement(parent, name);
    if (agreed !== undefined) return agreed;
    // Services, networks and volumes of Compose have names of their own choice.
    const isName = free.has(parent) || (format === 'compose' && length === 2);
    const spelled = isName ? [`${parent}.${name}`] : [`${parent}.${name}`, name];
    const found = spelled.flatMap((word) => tables.map((table) => [table, word] as const));
    const hit = found.find(([table, word]) => Object.hasOwn(table, word));
    if (hit !== undefined) return at(...hit);
  }
  return undefined;
}

/** Keys that are known by how they begin or end: discovery, annotations that ask for a scrape, Pod Security labels. */
function topicOfAgreement(parent: string, name: string): string | undefined {
  if (name.endsWith('_sd_configs')) return 'service-discovery';
  if (parent === 'annotations' && name.startsWith('prometheus.io/')) return 'service-discovery';
  return parent === 'labels' && name.startsWith('pod-security.kubernetes.io/') ? 'security-pipeline' : undefined;
}

function at(table: Keys, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
