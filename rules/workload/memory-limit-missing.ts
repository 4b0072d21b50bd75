import { effective, isSupplied, refusal, stageOf, stageOfImage } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { isForWork } from '../../core/model/development.js';
import type { Document } from '../../core/model/document.js';
import { heapOf } from '../../core/model/heap.js';
import { limitAround } from '../../core/model/heap-flag.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { isSeenByOthers } from '../../core/model/told.js';
import { put, rule } from '../../core/rule.js';
import { placeOf } from '../../core/value.js';

const mebibyte = 2 ** 20;

export default rule({
  id: 'memory-limit-missing',
  on: 'document',
  kinds: ['compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'memory-limits',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  options: { suggest: 512 },
  same: [
    'kics:memory_not_limited',
    'compose-lint:CL-0026',
    'docksec:compose-no-resource-limits',
    'docker-bench:check_5_11',
    'kube-linter:unset-memory-requirements',
    'kube-linter-template:memory-requirements',
    'kube-score:container-resources',
    'polaris:memoryLimitsMissing',
    'trivy:KSV-0018',
    'checkov:CKV_K8S_13',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'Every container has a memory limit', ru: 'У каждого контейнера есть лимит памяти' },
    why: {
      en: 'Without a limit one leak takes the memory of the whole host, and the kernel kills a process of its own choice: the neighbour, the database, the agent.',
      ru: 'Без лимита одна утечка съедает память всего узла, и жертву ядро выбирает само: соседа, базу данных, агента.',
    },
    missing: { en: 'Container "{name}" has no memory limit', ru: 'У контейнера «{name}» нет лимита памяти' },
    service: { en: 'Service "{name}" has no memory limit', ru: 'У сервиса «{name}» нет лимита памяти' },
    none: {
      en: 'No service of this file has a memory limit: {names}',
      ru: 'Ни у одного сервиса в этом файле нет лимита памяти: {names}',
    },
    fix: { en: 'Set a memory limit', ru: 'Задать лимит памяти' },
  },
  *check(document, { options, index }) {
    // A one-shot service of Compose ends before it hurts; a Job of a cluster runs beside everything else on its node.
    const judged = document.container.filter(({ format, job }) => format !== 'compose' || !job);
    const missing = judged.filter(
      (container) => container.limits.memory.state === 'unset' && !isSupplied(index, container, 'memoryLimit'),
    );
    const write = (container: Container) => {
      const { limits, requests } = container;
      const usual = requests.memory.state === 'set' ? requests.memory.value * 2 : options.suggest * mebibyte;
      const built = stageOf(index, container, document.path) ?? stageOfImage(index, container);
      const heap = heapOf(built ? effective(container, built.fact.stage) : container)?.bytes;
      // A heap that is already sized must fit under the limit.
      return put(limits.memory, Math.max(usual, heap === undefined ? 0 : limitAround(heap)));
    };
    const isShort = isOutsideProduction(document.path) || isForWork(document);
    // Most Compose files set no limit at all: that is one fact about the file, not one for every service.
    const isEverywhere = document.format === 'compose' && missing.length === judged.length;
    const common = isEverywhere ? ({ common: { at: document.anchor, say: 'none' } } as const) : {};
    for (const container of missing) {
      yield {
        // The zero where one is written, else the name.
        at: placeOf(container.limits.memory),
        say: document.format === 'compose' ? 'service' : 'missing',
        with: { name: container.name },
        toldAs: toldAs(document, container),
        ...(container.role === 'init' || isShort ? { level: 'info' } : {}),
        ...refusal(index, container, 'memoryLimit'),
        ...common,
        fix: () => write(container),
      };
    }
  },
});

/** A limit of zero, which we take for none, others take for one. */
function toldAs(document: Document, container: Container): readonly string[] {
  const isUnwritten = placeOf(container.limits.memory).start === container.anchor.start;
  if (!isUnwritten || container.role !== 'main' || !isSeenByOthers(document, container.workload)) return [];
  return ['kube-linter:unset-memory-requirements', 'kube-score:container-resources', 'checkov:CKV_K8S_13'];
}
