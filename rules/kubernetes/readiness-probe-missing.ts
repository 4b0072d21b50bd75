import { servicesOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { findPort } from '../../core/model/probe-question.js';
import { newReadiness } from '../../core/model/probe-scaffold.js';
import { isSeenByOthers } from '../../core/model/told.js';
import { isOfCluster, type Workload } from '../../core/model/workload.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'readiness-probe-missing',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  same: [
    'kube-linter:no-readiness-probe',
    'kube-linter-template:readiness-probe',
    'kube-score:pod-probes',
    'polaris:readinessProbeMissing',
    'checkov:CKV_K8S_9',
  ],
  since: '0.1.0',
  text: {
    summary: {
      en: 'A container behind a Service has a readiness probe',
      ru: 'У контейнера за Service есть readiness-проба',
    },
    why: {
      en: 'Without it a pod gets traffic from the moment its process exists: every rollout and every restart answers the first requests with refused connections.',
      ru: 'Без неё под получает трафик сразу после старта процесса: при каждом обновлении и перезапуске первые запросы получают отказ в соединении.',
    },
    missing: {
      en: 'Container "{name}" gets traffic from Service "{service}" and has no readiness probe',
      ru: 'Контейнер «{name}» получает трафик от Service «{service}», но readiness-пробы у него нет',
    },
    fix: { en: 'Add a readiness probe on port "{port}"', ru: 'Добавить readiness-пробу на порт «{port}»' },
  },
  *check(container, { index, document }) {
    const { name, anchor, role, job, readiness, workload } = container;
    if (role === 'init' || job || readiness.state !== 'unset' || workload === undefined) return;
    if (isOfCluster(workload)) return;
    for (const { fact } of servicesOf(index, workload)) {
      const port = fact.publishesNotReady ? undefined : fact.targetPorts.find((target) => owns(container, target));
      if (port === undefined) continue;
      yield {
        at: anchor,
        say: 'missing',
        with: { name, service: fact.name, port },
        toldAs: isSeenByOthers(document, workload)
          ? ['checkov:CKV_K8S_9', ...(isAlone(workload) ? ['kube-score:pod-probes'] : [])]
          : [],
        fix: () => put(readiness, newReadiness(container, port)),
      };
      return;
    }
  },
});

/** A probe of any container of the pod is enough for kube-score. */
function isAlone({ containers }: Workload): boolean {
  return containers.length === 1;
}

/** True when the port is this container's: it declares it, or nobody does and it is the only one that serves. */
function owns(container: Container, target: string): boolean {
  if (findPort(container, target) !== undefined) return true;
  const others = container.workload?.containers.filter(({ role }) => role !== 'init') ?? [];
  return /^\d+$/.test(target) && others.length === 1 && container.ports.state !== 'opaque';
}
