import { runningOf } from '../../core/index/link.js';
import { type Heap, heapOf } from '../../core/model/heap.js';
import { limitAround, resizeHeap, soundShare } from '../../core/model/heap-flag.js';
import { put, rule } from '../../core/rule.js';
import { bytes, percent } from '../../core/text.js';

/**
 * GOMEMLIMIT bounds all memory of the Go runtime, not the heap alone, so it may come closer to the limit. A search engine
 * leaves the other half to the file cache its index is read through.
 * Source: https://www.elastic.co/docs/reference/elasticsearch/jvm-settings
 */
const tightFrom = (heap: Heap, usual: number): number =>
  heap.runtime === 'go' ? 95 : isSearch(heap) ? Math.min(50, usual) : usual;

const isSearch = ({ variable, percent: share }: Heap): boolean =>
  share === undefined && (variable === 'ES_JAVA_OPTS' || variable === 'OPENSEARCH_JAVA_OPTS');

const shareFor = (heap: Heap): number => (isSearch(heap) ? 0.5 : soundShare);

/** The others are told how much memory their data or the whole runtime may take. */
const heaps: ReadonlySet<Heap['runtime']> = new Set(['jvm', 'node', 'dotnet']);

export default rule({
  id: 'heap-exceeds-memory-limit',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'memory-limits',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  options: { tight: 85 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'The heap leaves room below the memory limit',
      ru: 'Куча оставляет место под лимитом памяти',
    },
    why: {
      en: 'Threads, libraries, buffers and the runtime itself live beside the heap; when it may grow to the limit, the kernel kills the process before its garbage collector feels any pressure.',
      ru: 'Рядом с кучей живут потоки, библиотеки, буферы и сама среда; если куче можно расти до лимита, ядро убьёт процесс раньше, чем сборщик мусора почувствует нехватку.',
    },
    size: {
      en: 'Heap of {heap} ({flag}) is {share} of the memory limit {limit}',
      ru: 'Куча {heap} ({flag}) — это {share} лимита памяти {limit}',
    },
    data: {
      en: '{flag} allows {heap}, which is {share} of the memory limit {limit}',
      ru: '{flag} разрешает занять {heap} — это {share} лимита памяти {limit}',
    },
    share: {
      en: 'Heap may take {share} of the memory of the container ({flag})',
      ru: 'Куче разрешено {share} памяти контейнера ({flag})',
    },
    fix: {
      en: 'Make it {sound} of the memory limit',
      ru: 'Довести до {sound} лимита памяти',
    },
  },
  *check(container, { document, index, options }) {
    if (container.role === 'build') return;
    const { container: running, image: built } = runningOf(index, document, container);
    const heap = heapOf(running);
    if (heap === undefined) return;
    const own = heapOf(container)?.flag === heap.flag;
    const limit = container.limits.memory;
    if (heap.percent !== undefined) {
      // What the image says is said where the image is made.
      if (!own || heap.percent <= tightFrom(heap, options.tight)) return;
      yield {
        at: heap.span,
        say: 'share',
        with: { share: percent(heap.percent), flag: heap.flag, sound: percent(soundShare * 100) },
        level: heap.percent < 100 ? 'warning' : 'error',
        fix: () => resizeHeap(container, heap, 0),
      };
      return;
    }
    // A limit of less than a mebibyte is a slip in its unit, and told as such.
    if (limit.state !== 'set' || limit.value < 2 ** 20 || heap.bytes === undefined) return;
    const size = heap.bytes;
    const share = (size / limit.value) * 100;
    if (share <= tightFrom(heap, options.tight)) return;
    const place = built && heapOf(built.stage.container)?.span;
    yield {
      at: own ? heap.span : limit.span,
      say: heaps.has(heap.runtime) ? 'size' : 'data',
      with: {
        heap: bytes(size),
        flag: heap.flag,
        share: percent(share < 100 ? Math.floor(share * 10) / 10 : Math.round(share)),
        limit: bytes(limit.value),
        sound: percent(shareFor(heap) * 100),
      },
      level: share <= options.tight ? 'info' : share < 100 || !heap.certain ? 'warning' : 'error',
      also:
        own || !built || !place
          ? [{ place: limit.span, note: { en: 'the memory limit', ru: 'лимит памяти' } }]
          : [{ place: { document: built.document, span: place }, note: { en: 'the heap', ru: 'куча' } }],
      fix: () =>
        (own ? resizeHeap(container, heap, limit.value * shareFor(heap)) : undefined) ??
        put(limit, limitAround(size, shareFor(heap))),
    };
  },
});
