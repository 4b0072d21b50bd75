import { put, rule } from '../../core/rule.js';
import { bytes, millicores } from '../../core/text.js';

export default rule({
  id: 'resource-limit-below-request',
  on: 'container',
  kinds: ['compose', 'kubernetes'],
  topic: 'memory-limits',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  yieldsTo: ['resource-quantity-suspicious'],
  since: '0.1.0',
  text: {
    summary: { en: 'No limit is lower than its request', ru: 'Лимит не бывает меньше запроса' },
    why: {
      en: 'Kubernetes refuses such a pod, and Docker refuses to create a container with such a memory limit: the deployment stops here.',
      ru: 'Kubernetes такой под не примет, а Docker не создаст контейнер с таким лимитом памяти: развёртывание на этом остановится.',
    },
    memory: {
      en: 'Memory limit {limit} is below the request {request}',
      ru: 'Лимит памяти {limit} меньше запроса {request}',
    },
    cpu: { en: 'CPU limit {limit} is below the request {request}', ru: 'Лимит CPU {limit} меньше запроса {request}' },
    fix: { en: 'Raise the limit to the request, {request}', ru: 'Поднять лимит до запроса, {request}' },
  },
  *check({ format, limits, requests }) {
    for (const [say, quantity] of [
      ['memory', bytes],
      ['cpu', millicores],
    ] as const) {
      const limit = limits[say];
      const request = requests[say];
      if (limit.state !== 'set' || request.state !== 'set' || limit.value >= request.value) continue;
      // The limit of an anchor or of an extended service serves others, too: then the own request is the place.
      const isShared = limit.via !== undefined && request.via === undefined;
      yield {
        at: isShared ? request.span : limit.span,
        say,
        with: { limit: quantity(limit.value), request: quantity(request.value) },
        also: [
          isShared
            ? { place: limit.span, note: { en: 'the limit', ru: 'лимит' } }
            : { place: request.span, note: { en: 'the request', ru: 'запрос' } },
        ],
        // Compose plans nothing by a reservation of cpu, so nothing stops.
        ...(format === 'compose' && say === 'cpu' ? { level: 'warning' } : {}),
        fix: () => (isShared ? undefined : put(limit, request.value)),
      };
    }
  },
});
