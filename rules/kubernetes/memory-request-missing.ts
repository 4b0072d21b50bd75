import { isSupplied, refusal } from '../../core/index/link.js';
import { isRequestForCheckov, isSeenByOthers } from '../../core/model/told.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'memory-request-missing',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'memory-limits',
  pillar: 'performance',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  options: { suggest: 256 },
  same: ['polaris:memoryRequestsMissing', 'trivy:KSV-0016', 'checkov:CKV_K8S_12'],
  since: '0.1.0',
  text: {
    summary: { en: 'Every container has a memory request', ru: 'У каждого контейнера есть запрос памяти' },
    why: {
      en: 'The scheduler places a pod without a request as if it needed no memory; when the node gets tight, that pod is evicted first.',
      ru: 'Под без запроса планировщик ставит так, будто памяти ему не нужно; когда на узле станет тесно, его вытеснят первым.',
    },
    missing: { en: 'Container "{name}" has no memory request', ru: 'У контейнера «{name}» нет запроса памяти' },
    fix: { en: 'Set a memory request', ru: 'Задать запрос памяти' },
  },
  *check(container, { options, index, document }) {
    const { name, role, requests } = container;
    const request = requests.memory;
    // An init container runs before the others and gives back what it took.
    if (role === 'init' || request.state !== 'unset' || isSupplied(index, container, 'memoryRequest')) return;
    yield {
      at: container.anchor,
      say: 'missing',
      with: { name },
      toldAs:
        isSeenByOthers(document, container.workload) && isRequestForCheckov(container) ? ['checkov:CKV_K8S_12'] : [],
      ...refusal(index, container, 'memoryRequest'),
      fix: () => put(request, options.suggest * 2 ** 20),
    };
  },
});
