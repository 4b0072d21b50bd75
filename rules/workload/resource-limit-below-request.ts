import type { Container } from '../../core/model/container.js';
import { readKubernetesQuantity } from '../../core/model/quantity.js';
import { writeAt } from '../../core/model/yaml-fix.js';
import { put, rule } from '../../core/rule.js';
import { bytes, millicores } from '../../core/text.js';
import { known } from '../../core/value.js';
import type { Cursor } from '../../core/yaml/cursor.js';

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
    storage: {
      en: 'Storage limit {limit} is below the request {request}',
      ru: 'Лимит хранилища {limit} меньше запроса {request}',
    },
    unequal: {
      en: 'Limit "{limit}" of {resource} differs from the request "{request}", though it cannot be overcommitted',
      ru: 'Лимит «{limit}» для {resource} не равен запросу «{request}», а выделить больше, чем есть, здесь нельзя',
    },
    fix: { en: 'Raise the limit to the request, {request}', ru: 'Поднять лимит до запроса, {request}' },
  },
  *check(container) {
    const { format, limits, requests } = container;
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
    for (const { resource, limit, request } of otherAmounts(container)) {
      const [upper, lower] = [limit, request].map((cursor) => known(amountOf(cursor)));
      if (upper === undefined || lower === undefined) continue;
      const fix = () => writeAt(limit, request.plain() ?? lower);
      const also = [{ place: request.span, note: { en: 'the request', ru: 'запрос' } }];
      if (resource === 'ephemeral-storage') {
        if (upper >= lower) continue;
        yield { at: limit.span, say: 'storage', with: { limit: bytes(upper), request: bytes(lower) }, also, fix };
      } else if (upper !== lower) {
        const [written, asked] = [textOf(limit), textOf(request)];
        yield { at: limit.span, say: 'unequal', with: { resource, limit: written, request: asked }, also, fix };
      }
    }
  },
});

/**
 * Amounts beside memory and cpu that Kubernetes compares. Huge pages and devices cannot be overcommitted, so both sides
 * are the same. Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
 */
function otherAmounts({ format, cursor }: Container) {
  if (format !== 'kubernetes' || cursor === undefined) return [];
  const requests = cursor.at('resources', 'requests').entries();
  return cursor
    .at('resources', 'limits')
    .entries()
    .flatMap(({ name, cursor: limit }) => {
      const request = requests.find((each) => each.name === name)?.cursor;
      const counts = name === 'ephemeral-storage' || name.startsWith('hugepages-') || name.includes('/');
      return request && counts ? [{ resource: name, limit, request }] : [];
    });
}

const textOf = (cursor: Cursor): string => cursor.scalar ?? '';

const amountOf = (cursor: Cursor) =>
  cursor.read(
    (scalar) => (scalar.kind === 'scalar' ? readKubernetesQuantity(textOf(scalar)) : undefined),
    (value) => value,
  );
