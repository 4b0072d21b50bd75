import type { HoverKey } from '../../core/engine/hover-key.js';
import type { InsightPlace } from '../../core/engine/insight.js';
import { type Running, runsOf } from '../../core/index/link.js';
import type { Container, Probe } from '../../core/model/container.js';
import { type ProbeTimeline, timelineOf } from '../../core/model/probe-timeline.js';
import { contains } from '../../core/span.js';
import { type Arguments, type Locale, say, seconds, type Text } from '../../core/text.js';
import { known } from '../../core/value.js';
import { code, type Insight, isInstruction, isUnder, nameOfPlace, plain } from './write.js';

const texts = {
  first: { en: 'First check {first} after the start', ru: 'Первая проверка через {first} после старта' },
  atOnce: { en: 'First check right after the start', ru: 'Первая проверка сразу после старта' },
  afterStartup: {
    en: 'First check once the startup probe has succeeded, for which it has {startup}',
    ru: 'Первая проверка — после успеха startup-пробы, на который отведено {startup}',
  },
  grace: {
    en: 'failures in the first {grace} do not count',
    ru: 'неудачи первых {grace} не в счёт',
  },
  line: { en: 'no answer ── {failed} ──▶ {end}', ru: 'не отвечает ── {failed} ──▶ {end}' },
  docker: {
    en: 'at the latest, {retries} × ({interval} + {timeout})',
    ru: 'самое позднее, {retries} × ({interval} + {timeout})',
  },
  kubelet: {
    en: 'at the latest, {retries} × {beat} + {timeout}',
    ru: 'самое позднее, {retries} × {beat} + {timeout}',
  },
  unhealthy: { en: 'unhealthy', ru: 'unhealthy' },
  restart: { en: 'SIGTERM ── {grace} ──▶ SIGKILL', ru: 'SIGTERM ── {grace} ──▶ SIGKILL' },
  traffic: { en: 'no traffic', ru: 'без трафика' },
  marked: {
    en: 'Docker and Compose only mark it; Swarm replaces it',
    ru: 'Docker и Compose только пометят контейнер; заменит его Swarm',
  },
  restarted: {
    en: 'The kubelet restarts the container',
    ru: 'Контейнер перезапустит kubelet',
  },
  unrouted: {
    en: 'Services stop sending to this pod; nothing is restarted',
    ru: 'Сервисы перестают слать запросы этому поду; перезапуска не будет',
  },
  startup: {
    en: '`start ── {startup} ──▶ restart` · {retries} × {interval}{delay}: until then the other probes wait, afterwards the kubelet restarts the container',
    ru: '`старт ── {startup} ──▶ перезапуск` · {retries} × {interval}{delay}: до тех пор остальные пробы ждут, потом kubelet перезапустит контейнер',
  },
  waiting: { en: 'Start only after it is healthy: {names}', ru: 'Стартуют, только когда он healthy: {names}' },
  ignored: {
    en: 'Kubernetes does not look at HEALTHCHECK ({place})',
    ru: 'Kubernetes на HEALTHCHECK не смотрит ({place})',
  },
  replaced: {
    en: '{place} has a check of its own and replaces this one',
    ru: 'У {place} своя проверка, она заменяет эту',
  },
  from: { en: '*Check from {place}.*', ru: '*Проверка из {place}.*' },
} satisfies Record<string, Text>;

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

const insight: Insight = {
  id: 'probe-timeline',
  topics: ['health-checks'],
  isAskedBy: (key) =>
    isUnder(key, 'healthcheck', ...probes) || isInstruction(key, 'HEALTHCHECK') || waitedFor(key) !== undefined,
  tell(place) {
    const { key, document, index } = place;
    const name = key && waitedFor(key);
    const container =
      name === undefined ? place.container : document.container.find((candidate) => candidate.name === name);
    if (container === undefined || (key === undefined && !isOwn(container, place))) return undefined;
    switch (document.format) {
      case 'kubernetes':
        return ofPod(place, container);
      case 'compose':
        return ofService(place, container);
      case 'dockerfile':
        return ofImage(place, container, runsOf(index, document, container));
      default:
        return undefined;
    }
  },
};

export default insight;

/** A finding about another container, such as one that is waited for, says nothing about the checks of this one. */
function isOwn({ anchor, liveness, readiness, startup }: Container, { span }: InsightPlace): boolean {
  const parts = [liveness, readiness, startup].flatMap((probe) => (probe.state === 'set' ? [probe.span] : []));
  return [anchor, ...parts].some((part) => contains(part, span));
}

/** The service that a condition waits for until it is healthy. */
function waitedFor(key: HoverKey): string | undefined {
  if (key.kind !== 'key') return undefined;
  const at = key.path.indexOf('depends_on');
  return at >= 0 ? key.path[at + 1] : undefined;
}

function ofService(place: InsightPlace, container: Container): readonly string[] | undefined {
  const { locale, document } = place;
  const [running] = runsOf(place.index, document, container);
  const probe = running && known(running.container.liveness);
  const times = probe && timelineOf(probe, 'compose');
  if (running === undefined || times === undefined) return undefined;
  const waiting = document.container
    .filter(({ dependencies }) =>
      known(dependencies)?.some(({ service, condition }) => {
        return service === container.name && known(condition) === 'service_healthy';
      }),
    )
    .map(({ name }) => plain(name));
  const below = container.liveness.state === 'unset' ? running.image?.stage.container.liveness : undefined;
  return [
    ...dockerLines(times, locale),
    ...(waiting.length === 0 ? [] : [say(texts.waiting, locale, { names: waiting })]),
    ...(below?.state === 'set' && running.image
      ? [say(texts.from, locale, { place: nameOfPlace(place, { ...running.image, span: below.span }) })]
      : []),
  ];
}

function ofImage(
  place: InsightPlace,
  { liveness }: Container,
  runs: readonly Running[],
): readonly string[] | undefined {
  const times = liveness.state === 'set' ? timelineOf(liveness.value, 'dockerfile') : undefined;
  if (times === undefined) return undefined;
  const notes = runs
    .filter(({ isRun }) => isRun)
    .flatMap(({ written, document }): readonly string[] => {
      const where = nameOfPlace(place, { document, span: written.anchor });
      if (document.format === 'kubernetes') return [say(texts.ignored, place.locale, { place: where })];
      return written.liveness.state === 'set' ? [say(texts.replaced, place.locale, { place: where })] : [];
    });
  return [...dockerLines(times, place.locale), ...notes.slice(0, 2)];
}

function dockerLines(times: ProbeTimeline, locale: Locale): readonly string[] {
  const { interval, timeout, retries, grace } = times;
  const args = { interval: seconds(interval), timeout: seconds(timeout), retries };
  const start = [firstLine(times, locale)];
  if (grace > 0) start.push(say(texts.grace, locale, { grace: seconds(grace) }));
  return [
    start.join('; '),
    `${arrow(times, locale, say(texts.unhealthy, locale))} · ${say(texts.docker, locale, args)}`,
    say(texts.marked, locale),
  ];
}

function firstLine({ first }: ProbeTimeline, locale: Locale): string {
  return first === 0 ? say(texts.atOnce, locale) : say(texts.first, locale, { first: seconds(first) });
}

function arrow({ failed }: ProbeTimeline, locale: Locale, end: string): string {
  return code(say(texts.line, locale, { failed: seconds(failed), end }));
}

type Name = (typeof probes)[number];

function ofPod(place: InsightPlace, container: Container): readonly string[] | undefined {
  const { key, span } = place;
  const { liveness, readiness, startup } = container;
  const byName = { livenessProbe: liveness, readinessProbe: readiness, startupProbe: startup };
  const holds = (name: Name): boolean => {
    if (key?.kind === 'key') return key.path.includes(name);
    const value = byName[name];
    return value.state === 'set' && value.span.start <= span.start && span.end <= value.span.end;
  };
  const asked = probes.filter(holds);
  // A finding at the container itself is about what it has or lacks as a whole.
  const shown = asked.length > 0 || key !== undefined ? asked : probes;
  const lines = shown.flatMap((name) => {
    const probe = known(byName[name]);
    return probe === undefined ? [] : probeLines(name, probe, container, place.locale);
  });
  return lines.length === 0 ? undefined : lines;
}

function probeLines(name: Name, probe: Probe, container: Container, locale: Locale): readonly string[] {
  const times = timelineOf(probe, 'kubernetes');
  if (times === undefined) return [];
  const { interval, timeout, retries } = times;
  if (name === 'startupProbe') return [startupLine(times, locale)];
  const startup = known(container.startup);
  const before = startup && timelineOf(startup, 'kubernetes');
  if (startup !== undefined && before === undefined) return [];
  const start = before
    ? say(texts.afterStartup, locale, { startup: seconds(budgetOf(before)) })
    : firstLine(times, locale);
  const args: Arguments = { retries, beat: seconds(Math.max(interval, timeout)), timeout: seconds(timeout) };
  // A probe may have a grace period of its own.
  const own = container.cursor?.at(name, 'terminationGracePeriodSeconds').number();
  const grace = known(own?.state === 'set' ? own : container.stop.grace);
  const isLiveness = name === 'livenessProbe';
  const end = !isLiveness
    ? say(texts.traffic, locale)
    : grace === undefined
      ? 'SIGTERM'
      : say(texts.restart, locale, { grace: seconds(grace) });
  return [
    start,
    `${arrow(times, locale, end)} · ${say(texts.kubelet, locale, args)}`,
    say(isLiveness ? texts.restarted : texts.unrouted, locale),
  ];
}

/** Seconds that a startup probe gives a program. */
function budgetOf({ first, interval, timeout, retries }: ProbeTimeline): number {
  return first + retries * Math.max(interval, timeout);
}

function startupLine(times: ProbeTimeline, locale: Locale): string {
  const { first, interval, timeout, retries } = times;
  return say(texts.startup, locale, {
    startup: seconds(budgetOf(times)),
    retries,
    interval: seconds(Math.max(interval, timeout)),
    delay: first === 0 ? '' : ` + ${say({ en: '{first}', ru: '{first}' }, locale, { first: seconds(first) })}`,
  });
}
