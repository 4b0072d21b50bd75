import type { Span } from '../span.js';
import type { Hook, Stop } from './container.js';
import type { Format } from './format.js';
import { type OptionWord, optionValue, type Started, startedLines, wordsOfValue } from './settings-text.js';

/** How long the program itself takes to end in order, as a setting says it. */
export interface Drain {
  readonly seconds: number;
  /** The variable or option that says so: `GRACEFUL_TIMEOUT`, `--graceful-timeout`. */
  readonly source: string;
  readonly span: Span;
}

type Unit = 'seconds' | 'milliseconds';

/** Variables that hold the time a program waits for its work after the stop signal; a bare number is in this unit. */
const variables: Readonly<Record<string, Unit>> = {
  GRACEFUL_TIMEOUT: 'seconds',
  GRACEFUL_SHUTDOWN_TIMEOUT: 'seconds',
  GRACEFUL_SHUTDOWN_SECONDS: 'seconds',
  SHUTDOWN_TIMEOUT: 'seconds',
  SHUTDOWN_TIMEOUT_SECONDS: 'seconds',
  SHUTDOWN_TIMEOUT_MS: 'milliseconds',
  SHUTDOWN_GRACE_PERIOD: 'seconds',
  SHUTDOWN_GRACE_PERIOD_SECONDS: 'seconds',
  SHUTDOWN_DRAIN_SECONDS: 'seconds',
  DRAIN_TIMEOUT: 'seconds',
  DRAIN_SECONDS: 'seconds',
  STOP_TIMEOUT: 'seconds',
  TERMINATION_TIMEOUT: 'seconds',
  // https://www.uvicorn.org/settings/: every option is read with this prefix
  UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN: 'seconds',
  // https://docs.spring.io/spring-boot/reference/web/graceful-shutdown.html: a duration; a bare number is milliseconds
  SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE: 'milliseconds',
  SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE: 'milliseconds',
  // https://quarkus.io/guides/lifecycle#graceful-shutdown
  QUARKUS_SHUTDOWN_TIMEOUT: 'seconds',
  // https://learn.microsoft.com/aspnet/core/fundamentals/host/generic-host#shutdowntimeout
  ASPNETCORE_SHUTDOWNTIMEOUTSECONDS: 'seconds',
  DOTNET_SHUTDOWNTIMEOUTSECONDS: 'seconds',
};

/** Options of programs, with the unit of a bare number. */
const options: readonly (readonly [readonly string[], Unit])[] = [
  // https://docs.gunicorn.org/en/stable/settings.html#graceful-timeout; hypercorn has the same
  [['--graceful-timeout'], 'seconds'],
  // https://www.uvicorn.org/settings/#timeouts
  [['--timeout-graceful-shutdown'], 'seconds'],
  [['--shutdown-timeout', '--graceful-shutdown-timeout', '--drain-timeout', '--shutdown-grace-period'], 'seconds'],
  [['--spring.lifecycle.timeout-per-shutdown-phase', '-Dspring.lifecycle.timeout-per-shutdown-phase'], 'milliseconds'],
  [['-Dquarkus.shutdown.timeout'], 'seconds'],
  // https://www.envoyproxy.io/docs/envoy/latest/operations/cli#cmdoption-drain-time-s
  [['--drain-time-s'], 'seconds'],
];

/** Variables whose value is a piece of a command line. */
const optionVariables = ['GUNICORN_CMD_ARGS', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'];

/**
 * The longest time the program is told to take for its shutdown, from the environment and the command line. The wait of
 * a preStop hook comes on top, see `hookSeconds`. Undefined when nothing says so: no defaults are guessed.
 */
export function drainOf(container: Started): Drain | undefined {
  const found: Drain[] = [];
  for (const { kind, name, value } of container.variables) {
    if (kind !== 'env' || value.state !== 'set') continue;
    const unit = Object.hasOwn(variables, name.toUpperCase()) ? variables[name.toUpperCase()] : undefined;
    const seconds = unit === undefined ? undefined : readTime(value.value, unit);
    if (seconds !== undefined) found.push({ seconds, source: name, span: value.span });
    if (optionVariables.includes(name)) found.push(...fromOptions(wordsOfValue(value)));
  }
  for (const line of startedLines(container)) found.push(...fromOptions(line));
  return found.reduce<Drain | undefined>(
    (longest, drain) => (longest === undefined || drain.seconds > longest.seconds ? drain : longest),
    undefined,
  );
}

/** Variables and options of programs that go on taking requests for a while after the signal. */
const delays: ReadonlySet<string> = new Set(
  (
    'SHUTDOWN_DELAY SHUTDOWN_DELAY_SECONDS SHUTDOWN_DELAY_MS SHUTDOWN_DELAY_DURATION SHUTDOWN_WAIT SHUTDOWN_WAIT_SECONDS ' +
    'PRE_STOP_DELAY PRE_STOP_DELAY_SECONDS PRESTOP_DELAY LAME_DUCK LAMEDUCK_DURATION LAMEDUCK_PERIOD ' +
    // https://quarkus.io/guides/lifecycle#graceful-shutdown
    'QUARKUS_SHUTDOWN_DELAY -Dquarkus.shutdown.delay ' +
    '--shutdown-delay --shutdown-delay-duration --lameduck --lame-duck-duration'
  ).split(' '),
);

/** True when the program is told to wait by itself between the signal and the end of its port. */
export function drainsItself(container: Started): boolean {
  const isTold = ({ text }: OptionWord) => delays.has(text.split('=', 1)[0] ?? '');
  return (
    container.variables.some(({ kind, name }) => kind === 'env' && delays.has(name.toUpperCase())) ||
    startedLines(container).some((line) => line.some(isTold))
  );
}

function fromOptions(words: readonly OptionWord[]): readonly Drain[] {
  return words.flatMap((_, index) =>
    options.flatMap(([names, unit]): readonly Drain[] => {
      const value = optionValue(words, index, names);
      const seconds = value === undefined ? undefined : readTime(value.text, unit);
      if (value === undefined || seconds === undefined) return [];
      const source = names.find((name) => words[index]?.text.startsWith(name)) ?? '';
      return [{ seconds, source, span: value.span }];
    }),
  );
}

/** `30`, `30s`, `1m30s`, `PT30S`, `500ms`. A bare number from 1000 on is milliseconds in practice, whatever is said. */
function readTime(text: string, unit: Unit): number | undefined {
  const plain = text.trim().replace(/^["']|["']$/g, '');
  if (/^\d{1,9}$/.test(plain)) {
    const number = Number(plain);
    return unit === 'milliseconds' || number >= 1000 ? number / 1000 : number;
  }
  const match = /^(?:pt)?(?:(\d{1,6})m(?!s))?(?:(\d{1,9}(?:\.\d{1,3})?)(ms|s))?$/i.exec(plain);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  const rest = Number(match[2] ?? 0);
  return Number(match[1] ?? 0) * 60 + (match[3]?.toLowerCase() === 'ms' ? rest / 1000 : rest);
}

/** Seconds a hook waits: its sleep action, or the `sleep` commands of its script. Undefined when none is written. */
export function hookSeconds({ command, sleep }: Hook): number | undefined {
  if (sleep !== undefined) return sleep;
  if (command === undefined) return undefined;
  const lines = command.script?.commands.map(({ words }) => words) ?? [command.words];
  const waits = lines.flatMap((words) => {
    if (words[0]?.text.split('/').at(-1) !== 'sleep') return [];
    const seconds = /^(\d{1,6}(?:\.\d{1,3})?)s?$/.exec(words[1]?.text ?? '')?.[1];
    return seconds === undefined ? [] : [Number(seconds)];
  });
  return waits.length === 0 ? undefined : waits.reduce((sum, wait) => sum + wait, 0);
}

/**
 * Everything that has to fit into the grace period: the hook's wait, then the program's own. Compose runs its hooks
 * before it sends the signal, and the period begins with the signal.
 */
export interface ShutdownNeed {
  readonly seconds: number;
  readonly hook: number | undefined;
  readonly drain: Drain | undefined;
}

/** Undefined when nothing written says how long the shutdown takes. */
export function shutdownNeedOf(
  container: Started & { readonly format: Format; readonly stop: Pick<Stop, 'preStop'> },
): ShutdownNeed | undefined {
  const { preStop } = container.stop;
  const hook = container.format === 'kubernetes' && preStop.state === 'set' ? hookSeconds(preStop.value) : undefined;
  const drain = drainOf(container);
  if (hook === undefined && drain === undefined) return undefined;
  return { seconds: (hook ?? 0) + (drain?.seconds ?? 0), hook, drain };
}
