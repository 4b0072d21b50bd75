import type { InsightPlace } from '../../core/engine/insight.js';
import { placeInRunning, type Running, runsOf } from '../../core/index/link.js';
import { factsOf } from '../../core/model/image-facts.js';
import { drainOf, hookSeconds, type ShutdownNeed, shutdownNeedOf } from '../../core/model/shutdown.js';
import { say, seconds, type Text } from '../../core/text.js';
import { known } from '../../core/value.js';
import {
  capital,
  code,
  endsIn,
  type Insight,
  isHere,
  isInstruction,
  isUnder,
  nameOfPlace,
  plain,
  timeline,
} from './write.js';

const texts = {
  mark: { en: 'T+{at} {what}', ru: 'T+{at} {what}' },
  hook: { en: 'preStop', ru: 'preStop' },
  behind: { en: 'preStop, then {signal}', ru: 'preStop, за ним {signal}' },
  done: { en: 'done', ru: 'готово' },
  late: { en: 'would be done', ru: 'закончил бы' },
  slack: { en: '{slack} of slack before SIGKILL', ru: 'до SIGKILL остаётся {slack} запаса' },
  none: { en: 'no slack: SIGKILL comes as the last write is due', ru: 'запаса нет: SIGKILL придёт к последней записи' },
  short: {
    en: 'SIGKILL comes {short} before it is done',
    ru: 'SIGKILL придёт на {short} раньше, чем он закончит',
  },
  unknown: {
    en: 'nothing written says how long the program takes',
    ru: 'сколько нужно программе, нигде не написано',
  },
  usual: { en: 'by default', ru: 'по умолчанию' },
  kill: {
    en: '`T+0 SIGKILL` · the stop signal ends it at once, and no grace period helps',
    ru: '`T+0 SIGKILL` · сигнал остановки завершает процесс сразу, и время на завершение не поможет',
  },
  source: { en: '{need} by {source} ({place})', ru: '{need} — {source} ({place})' },
  grace: { en: 'grace period from {place}', ru: 'время на завершение из {place}' },
  after: { en: 'the pre_stop hook comes before T+0', ru: 'хук pre_stop отработает до T+0' },
} satisfies Record<string, Text>;

/** Variables and options are about the shutdown only where they are the ones that decide. */
const insight: Insight = {
  id: 'shutdown-timeline',
  topics: ['graceful-shutdown'],
  isAskedBy: (key) =>
    key.kind === 'argument' ||
    key.kind === 'variable' ||
    isUnder(key, 'lifecycle', 'pre_stop') ||
    endsIn(key, 'stop_grace_period', 'stop_signal', 'terminationGracePeriodSeconds', 'containers.command') ||
    (key.kind === 'key' && /^services\.[^.]+\.(?:init|command|entrypoint)$/.test(key.path.join('.'))) ||
    isInstruction(key, 'STOPSIGNAL', 'CMD', 'ENTRYPOINT'),
  tell(place) {
    const { container, workload, document, index } = place;
    const described =
      container !== undefined ? [container] : (workload?.containers ?? []).filter(({ role }) => role !== 'init');
    const runs = described.flatMap((each) => runsOf(index, document, each));
    const lasting = runs.filter((running) => !running.container.job).slice(0, 3);
    const lines = lasting.flatMap((running) => ofRunning(place, running, lasting.length > 1));
    return lines.length === 0 ? undefined : lines;
  },
};

export default insight;

function ofRunning(place: InsightPlace, running: Running, isSeveral: boolean): readonly string[] {
  const { locale, key } = place;
  const { container } = running;
  const drain = drainOf(container);
  if (key?.kind === 'variable' && key.name !== drain?.source) return [];
  if (key?.kind === 'argument' && (drain === undefined || !key.text.startsWith(drain.source))) return [];
  // A stage that nobody in sight runs gets what Docker gives.
  const grace = running.isRun ? container.stop.grace : undefined;
  const period = grace === undefined ? 10 : known(grace);
  if (container.role === 'build' || container.job || period === undefined) return [];
  // A hook that nobody can read delays the signal by nobody knows how much.
  if (container.format === 'kubernetes' && container.stop.preStop.state === 'opaque') return [];
  const signal = signalOf(running);
  if (signal === 'SIGKILL') return [say(texts.kill, locale)];
  const need = shutdownNeedOf(container);
  const label = isSeveral ? `${plain(container.name)}: ` : '';
  const isHooked = container.format === 'kubernetes' && container.stop.preStop.state === 'set';
  const first = isHooked && need?.hook === undefined ? say(texts.behind, locale, { signal }) : signal;
  const line = timeline(marksOf(need, period, first, place));
  const notes = [verdictOf(need, period, place)];
  if (grace === undefined || (grace.state === 'set' && grace.via === 'default')) {
    notes.push(
      `${say({ en: '{period}', ru: '{period}' }, locale, { period: seconds(period) })} ${say(texts.usual, locale)}`,
    );
  } else if (running.document !== place.document && grace.state === 'set') {
    notes.push(
      say(texts.grace, locale, { place: nameOfPlace(place, { document: running.document, span: grace.span }) }),
    );
  }
  return [`${label}${line} · ${notes.join('; ')}`, ...sourcesOf(place, running, need)];
}

interface Mark {
  readonly at: number;
  readonly mark: string;
}

function marksOf(
  need: ShutdownNeed | undefined,
  period: number,
  signal: string,
  { locale }: InsightPlace,
): readonly Mark[] {
  const mark = (at: number, what: string): Mark => ({
    at,
    mark: say(texts.mark, locale, { at: at === 0 ? '0' : seconds(at), what }),
  });
  const hook = need?.hook ?? 0;
  const marks = hook > 0 ? [mark(0, say(texts.hook, locale)), mark(hook, signal)] : [mark(0, signal)];
  const { drain } = need ?? {};
  if (drain !== undefined) {
    const end = hook + drain.seconds;
    marks.push(mark(end, say(end <= period ? texts.done : texts.late, locale)));
  }
  return [...marks, mark(period, 'SIGKILL')];
}

function verdictOf(need: ShutdownNeed | undefined, period: number, { locale }: InsightPlace): string {
  if (need === undefined) return say(texts.unknown, locale);
  const slack = period - need.seconds;
  if (slack < 0) return say(texts.short, locale, { short: seconds(-slack) });
  return slack === 0 ? say(texts.none, locale) : say(texts.slack, locale, { slack: seconds(slack) });
}

/** The signal by name: of the file, of the image, else SIGTERM. */
function signalOf({ container, image }: Running): string {
  const written = known(container.stop.signal);
  if (written !== undefined) return written;
  const root = image?.stage.rootImage ?? container.image;
  return (root.state === 'set' ? factsOf(root.value)?.stopSignal : undefined) ?? 'SIGTERM';
}

/** Where the times are written that the hovered line does not show. */
function sourcesOf(place: InsightPlace, running: Running, need: ShutdownNeed | undefined): readonly string[] {
  const { locale } = place;
  const found: string[] = [];
  if (need?.drain !== undefined) {
    const { drain } = need;
    const where = placeInRunning(running, (container) => {
      const own = drainOf(container);
      return own?.source === drain.source ? own.span : undefined;
    });
    if (where !== undefined && !isHere(place, where)) {
      const args = { need: seconds(drain.seconds), source: code(drain.source), place: nameOfPlace(place, where) };
      found.push(say(texts.source, locale, args));
    }
  }
  const { preStop } = running.container.stop;
  if (running.container.format === 'compose' && preStop.state === 'set' && hookSeconds(preStop.value) !== undefined)
    found.push(say(texts.after, locale));
  return found.length === 0 ? [] : [`*${capital(found.join('; '))}.*`];
}
