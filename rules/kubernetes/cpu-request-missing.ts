import { isSupplied, refusal } from '../../core/index/link.js';
import { isRequestForCheckov, isSeenByOthers } from '../../core/model/told.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'cpu-request-missing',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'cpu-limits',
  pillar: 'performance',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  options: { suggest: 100 },
  same: [
    'kube-linter:unset-cpu-requirements',
    'kube-linter-template:cpu-requirements',
    'polaris:cpuRequestsMissing',
    'trivy:KSV-0015',
    'checkov:CKV_K8S_10',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'Every container has a CPU request', ru: 'У каждого контейнера есть запрос CPU' },
    why: {
      en: 'The request is the weight of the container under load: without one it gets next to nothing as soon as a neighbour is busy, and the scheduler counts it as free.',
      ru: 'Запрос — это вес контейнера под нагрузкой: без него, как только займётся сосед, не достанется почти ничего, а планировщик считает такой под бесплатным.',
    },
    missing: { en: 'Container "{name}" has no CPU request', ru: 'У контейнера «{name}» нет запроса CPU' },
    fix: { en: 'Set a CPU request', ru: 'Задать запрос CPU' },
  },
  *check(container, { options, index, document }) {
    const { name, role, requests } = container;
    const request = requests.cpu;
    // An init container runs before the others and gives back what it took.
    if (role === 'init' || request.state !== 'unset' || isSupplied(index, container, 'cpuRequest')) return;
    yield {
      at: container.anchor,
      say: 'missing',
      with: { name },
      toldAs: isSeenByOthers(document, container.workload)
        ? ['kube-linter:unset-cpu-requirements', ...(isRequestForCheckov(container) ? ['checkov:CKV_K8S_10'] : [])]
        : [],
      ...refusal(index, container, 'cpuRequest'),
      fix: () => put(request, options.suggest),
    };
  },
});
