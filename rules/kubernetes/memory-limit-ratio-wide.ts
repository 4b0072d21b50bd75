import { isAutosized } from '../../core/index/link.js';
import { put, rule } from '../../core/rule.js';
import { bytes } from '../../core/text.js';

const mebibyte = 2 ** 20;

/** Amounts are round numbers: 450 MiB over 220 MiB is meant to be twice as much. */
const tolerance = 1.1;

export default rule({
  id: 'memory-limit-ratio-wide',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'memory-limits',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'hint',
  fix: 'unsafe',
  yieldsTo: ['resource-quantity-suspicious'],
  // The conservative shape of the course; beyond the second the finding is no mere hint.
  options: { ratio: 2, far: 4 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'The memory limit is not many times the request',
      ru: 'Лимит памяти не превышает запрос во много раз',
    },
    why: {
      en: 'The scheduler packs nodes by requests. When several such pods grow towards their limits at once, the node runs out of memory and the kernel picks a victim, not always the one that grew.',
      ru: 'Планировщик набивает узлы по запросам. Когда несколько таких подов разом растут к своим лимитам, память узла кончается, и жертву выбирает ядро — не обязательно того, кто вырос.',
    },
    wide: {
      en: 'Memory limit {limit} is {ratio} times the request {request}',
      ru: 'Лимит памяти {limit} — это запрос {request}, умноженный на {ratio}',
    },
    fix: { en: 'Raise the request to {raised}', ru: 'Поднять запрос до {raised}' },
  },
  *check({ role, workload, limits, requests }, { index, options }) {
    const { memory: limit } = limits;
    const { memory: request } = requests;
    if (role === 'init' || limit.state !== 'set' || request.state !== 'set' || request.value <= 0) return;
    const ratio = limit.value / request.value;
    if (ratio <= options.ratio * tolerance || (workload && isAutosized(index, workload))) return;
    const raised = Math.ceil(limit.value / options.ratio / mebibyte) * mebibyte;
    yield {
      at: request.span,
      say: 'wide',
      with: {
        limit: bytes(limit.value),
        request: bytes(request.value),
        ratio: Math.round(ratio * 10) / 10,
        raised: bytes(raised),
      },
      ...(ratio > options.far ? { level: 'info' } : {}),
      also: [{ place: limit.span, note: { en: 'the limit', ru: 'лимит' } }],
      fix: () => put(request, raised),
    };
  },
});
