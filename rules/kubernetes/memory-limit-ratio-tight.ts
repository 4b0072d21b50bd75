import { isAutosized } from '../../core/index/link.js';
import { factsOf } from '../../core/model/image-facts.js';
import { put, rule } from '../../core/rule.js';
import { bytes } from '../../core/text.js';

/** Runtimes whose memory rises in bursts: garbage collection, forked workers, buffers of requests. */
const bursting = new Set(['jvm', 'node', 'python', 'ruby', 'php', 'dotnet']);

export default rule({
  id: 'memory-limit-ratio-tight',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'memory-limits',
  pillar: 'reliability',
  preset: 'strict',
  level: 'hint',
  fix: 'unsafe',
  // The closest and the roomiest shape of the course.
  options: { ratio: 1.125, target: 2 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'The memory limit leaves room for bursts over the request',
      ru: 'Между запросом и лимитом памяти есть место для всплесков',
    },
    why: {
      en: 'A runtime with a garbage collector or worker processes needs more memory for moments than on average; without room each such moment is an OOM kill.',
      ru: 'Среде со сборкой мусора или дочерними процессами на мгновения нужно больше памяти, чем в среднем; без запаса каждое такое мгновение кончается OOM kill.',
    },
    tight: {
      en: 'Memory limit {limit} is only {room} above the request {request}',
      ru: 'Лимит памяти {limit} выше запроса {request} всего на {room}',
    },
    fix: { en: 'Raise the limit to {wide}', ru: 'Поднять лимит до {wide}' },
  },
  *check({ role, job, workload, image, limits, requests }, { index, options }) {
    const { memory: limit } = limits;
    const { memory: request } = requests;
    if (role === 'init' || job || limit.state !== 'set' || request.state !== 'set') return;
    // Equal amounts make the pod Guaranteed: a decision, not an oversight.
    if (limit.value <= request.value || limit.value >= request.value * options.ratio) return;
    const family = image.state === 'set' ? factsOf(image.value)?.family : undefined;
    if (family === undefined || !bursting.has(family) || (workload && isAutosized(index, workload))) return;
    const mebibyte = 2 ** 20;
    const wide = Math.floor((request.value * options.target) / mebibyte) * mebibyte;
    yield {
      at: limit.span,
      say: 'tight',
      with: {
        limit: bytes(limit.value),
        request: bytes(request.value),
        room: bytes(limit.value - request.value),
        wide: bytes(wide),
      },
      also: [{ place: request.span, note: { en: 'the request', ru: 'запрос' } }],
      fix: () => put(limit, wide),
    };
  },
});
