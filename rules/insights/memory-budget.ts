import type { InsightPlace } from '../../core/engine/insight.js';
import { heapPlaceOf, memoryBudgetOf, type Running, runsOf } from '../../core/index/link.js';
import { type Heap, heapOf } from '../../core/model/heap.js';
import { defaultJvmHeap, usualShareOf, workersOf } from '../../core/model/heap-share.js';
import { factsOf } from '../../core/model/image-facts.js';
import { bytes, percent, say, type Text } from '../../core/text.js';
import { known } from '../../core/value.js';
import { bar, capital, code, endsIn, heapNames, type Insight, isHere, nameOfPlace, plain } from './write.js';

const texts = {
  budget: {
    en: '`{what} {heap} {bar} {limit}` · {share} {what}, {rest} for the rest: {verdict}',
    ru: '`{what} {heap} {bar} {limit}` · {what} — {share}, на остальное {rest}: {verdict}',
  },
  over: {
    en: '`{what} {heap} {bar} {limit}` · {share} of the limit: {verdict}',
    ru: '`{what} {heap} {bar} {limit}` · {share} лимита: {verdict}',
  },
  within: { en: 'within the usual {from}–{to} %', ru: 'в обычных пределах {from}–{to} %' },
  below: {
    en: 'below the usual {from}–{to} %, so part of the limit stays unused',
    ru: 'меньше обычных {from}–{to} %, часть лимита пропадает',
  },
  tight: {
    en: 'above the usual {from}–{to} %, so little is left for threads, libraries and buffers',
    ru: 'больше обычных {from}–{to} %, потокам, библиотекам и буферам остаётся мало',
  },
  kill: {
    en: 'the kernel kills the process before this size is reached',
    ru: 'ядро убьёт процесс раньше, чем этот размер будет достигнут',
  },
  source: { en: '*{what} from {place}, {flag}.*', ru: '*{what}: {place}, {flag}.*' },
  limit: { en: '*Limit from {place}.*', ru: '*Лимит: {place}.*' },
  maybe: {
    en: 'Only if the start script hands {name} on: the JVM itself does not read it.',
    ru: 'Если стартовый скрипт передаёт {name} дальше: сама JVM эту переменную не читает.',
  },
  alone: {
    en: '{flag} fits under a memory limit of {limit} and more ({to} %). Nothing in this workspace sets one for it.',
    ru: '{flag} помещается под лимит памяти от {limit} ({to} %). В этой рабочей области его никто не задаёт.',
  },
  jvm: {
    en: '`heap {heap} {bar} {limit}` · no heap size is set, and the JVM takes a quarter of the limit by itself',
    ru: '`куча {heap} {bar} {limit}` · размер кучи не задан, и JVM сама берёт четверть лимита',
  },
  workers: {
    en: '{count} workers ({source}) share {limit}: {each} for each, if all are busy alike',
    ru: 'Рабочих процессов {count} ({source}) на {limit}: по {each} на каждый, если загружены поровну',
  },
} satisfies Record<string, Text>;

const insight: Insight = {
  id: 'memory-budget',
  topics: ['memory-limits', 'memory-layout', 'jvm-tuning'],
  isAskedBy: (key) =>
    key.kind === 'argument' ||
    key.kind === 'variable' ||
    endsIn(key, 'limits.memory', 'mem_limit', 'memswap_limit', 'resources', 'resources.limits'),
  tell(place) {
    const { container, document, index } = place;
    if (container === undefined) return undefined;
    const all = runsOf(index, document, container);
    const lasting = all.filter((running) => !running.container.job);
    const runs = (lasting.length > 0 ? lasting : all).slice(0, 3);
    const blocks = runs.map((running) => ofRunning(place, running)).filter((lines) => lines.length > 0);
    if (blocks.length < 2) return blocks[0];
    return blocks.flatMap(([first = '', ...rest], at) => [
      `${plain(runs[at]?.container.name ?? '')}: ${first}`,
      ...rest,
    ]);
  },
};

export default insight;

function ofRunning(place: InsightPlace, running: Running): readonly string[] {
  const { locale, key } = place;
  const heap = heapOf(running.container);
  const isAbout = (name: string, flag: string): boolean =>
    key?.kind === 'argument' ? key.text === flag : key?.kind !== 'variable' || key.name === name;
  if (heap !== undefined) {
    return isAbout(heap.variable ?? '', heap.flag) ||
      (key?.kind === 'argument' && key.text !== '' && heap.flag.startsWith(key.text))
      ? ofHeap(place, running, heap)
      : [];
  }
  const limit = known(running.container.limits.memory);
  if (limit === undefined) return [];
  const workers = workersOf(running.container);
  if (workers !== undefined && workers.count > 1 && isAbout(workers.source, workers.source)) {
    const each = Math.floor(limit / workers.count / 2 ** 20) * 2 ** 20;
    const { count, source } = workers;
    return [say(texts.workers, locale, { count, source: code(source), limit: bytes(limit), each: bytes(each) })];
  }
  const size =
    isJvm(running) && key?.kind !== 'argument' && key?.kind !== 'variable' ? defaultJvmHeap(limit) : undefined;
  if (size === undefined) return [];
  return [say(texts.jvm, locale, { heap: bytes(size), bar: bar(25), limit: bytes(limit) })];
}

/** More variables may come from a file; those of the known base images set no size. */
function isJvm({ container: { image }, image: built, written }: Running): boolean {
  const root = built?.stage.rootImage ?? image;
  return root.state === 'set' && factsOf(root.value)?.family === 'jvm' && !written.variablesOpen;
}

function ofHeap(place: InsightPlace, running: Running, heap: Heap): readonly string[] {
  const { locale } = place;
  const usual = usualShareOf(heap.runtime);
  const budget = memoryBudgetOf(running);
  const flag = code(heap.flag);
  if (budget === undefined) {
    const isOpen = running.isRun && running.container.limits.memory.state !== 'unset';
    if (isOpen || heap.bytes === undefined) return [];
    const step = 2 ** 20;
    const limit = Math.ceil(heap.bytes / (usual.to / 100) / step) * step;
    return [say(texts.alone, locale, { flag, limit: bytes(limit), to: usual.to })];
  }
  const { share, limit } = budget;
  const verdict =
    share >= 100 ? texts.kill : share > usual.to ? texts.tight : share < usual.from ? texts.below : texts.within;
  const what = heapNames[heap.runtime];
  const line = say(share >= 100 ? texts.over : texts.budget, locale, {
    what,
    heap: bytes(budget.bytes),
    bar: bar(share),
    limit: bytes(limit),
    share: percent(Math.floor(share)),
    rest: bytes(limit - budget.bytes),
    verdict: { en: say(verdict, 'en', { ...usual }), ru: say(verdict, 'ru', { ...usual }) },
  });
  const notes = [sourceOf(place, running, heap)];
  if (!heap.certain) notes.push(say(texts.maybe, locale, { name: code(heap.variable ?? '') }));
  return [line, notes.filter((note) => note !== undefined).join(' ')].filter((text) => text !== '');
}

/** The other of the two places: from the flag the limit, from the limit the flag. */
function sourceOf(place: InsightPlace, running: Running, heap: Heap): string | undefined {
  const { locale, document } = place;
  const where = heapPlaceOf(running, heap);
  const isAtFlag = where !== undefined && isHere(place, where);
  const isInImage = document.format === 'dockerfile';
  if (isAtFlag || isInImage) {
    const limit = running.container.limits.memory;
    if (limit.state !== 'set') return undefined;
    return say(texts.limit, locale, { place: nameOfPlace(place, { document: running.document, span: limit.span }) });
  }
  if (where === undefined) return undefined;
  const name = heapNames[heap.runtime];
  const what = { en: capital(name.en), ru: capital(name.ru) };
  return say(texts.source, locale, { what, place: nameOfPlace(place, where), flag: code(heap.variable ?? heap.flag) });
}
