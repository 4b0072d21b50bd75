import { isShell } from '../shell/invocation.js';
import type { ShellCommand } from '../shell/script.js';
import { baseName, unwrap } from '../shell/wrapper.js';
import type { Span } from '../span.js';
import type { Word } from './command.js';
import type { Container } from './container.js';
import { startedBy } from './main-process.js';
import type { Programs } from './program.js';

/**
 * Process 1 of a container, and why the stop signal does not end it. The kernel gives process 1 only those signals that
 * it has a handler for (pid_namespaces(7)). `deaf`: a program without one. `loop`: a shell that starts one command after
 * the other. `script`: an interpreter, which has none unless the script installs one.
 */
export interface FirstProcess {
  readonly kind: 'deaf' | 'loop' | 'script';
  /** As it is shown: `tail -f`, `python -m http.server`, `sh`. */
  readonly program: string;
  readonly span: Span;
  /** True when SIGINT ends it. */
  readonly endsOnInterrupt: boolean;
  /** True when nothing else was started before it, which an init would leave alone with the kernel. */
  readonly alone: boolean;
}

/**
 * Programs without a handler for SIGTERM, by the words that make them run on; tried as process 1 of a namespace in
 * August 2026: coreutils 9.1, busybox 1.35, Python 3.11, PHP 8.2, waitress 3.0, cron 3.0.
 */
const deaf: readonly {
  readonly program: RegExp;
  readonly shown: string;
  readonly runs: (rest: readonly string[]) => boolean;
  readonly endsOnInterrupt?: true;
  /** True for an applet of busybox that has a namesake with a handler. */
  readonly isApplet?: true;
}[] = [
  { program: /^sleep$/, shown: 'sleep', runs: ([amount]) => amount === 'infinity' || amount === 'inf' },
  {
    program: /^tail$/,
    shown: 'tail -f',
    runs: (rest) => rest.some((text) => /^-[a-zA-Z0-9]*[fF]$|^--follow/.test(text)),
  },
  {
    program: /^python[\d.]*$/,
    shown: 'python -m http.server',
    runs: (rest) => moduleOf(rest) === 'http.server',
    endsOnInterrupt: true,
  },
  {
    program: /^python[\d.]*$/,
    shown: 'waitress',
    runs: (rest) => moduleOf(rest) === 'waitress',
    endsOnInterrupt: true,
  },
  { program: /^waitress-serve$/, shown: 'waitress-serve', runs: () => true, endsOnInterrupt: true },
  { program: /^php[\d.]*$/, shown: 'php -S', runs: (rest) => rest.includes('-S'), endsOnInterrupt: true },
  { program: /^cron$/, shown: 'cron', runs: (rest) => rest.includes('-f') },
  // That of cronie has a handler.
  {
    program: /^crond$/,
    shown: 'crond',
    runs: (rest) => rest.some((text) => /^-[a-zA-Z]*f/.test(text)),
    isApplet: true,
  },
];

/** Interpreters that are process 1 as they come; those of Ruby and of the JVM have handlers of their own. */
const interpreter = /^(?:node|nodejs|python[\d.]*|perl)$/;

/** Programs that make way for the one behind them. Others stay in front, and inits among them do what is asked for. */
const passing: ReadonlySet<string> = new Set(
  'exec command env nice ionice stdbuf eatmydata nohup gosu su-exec setpriv'.split(' '),
);

/** Process 1 when the stop signal surely does not end it, or when it is an interpreter. Undefined when it is not known. */
export function findFirstProcess(
  { entrypoint, command }: Pick<Container, 'entrypoint' | 'command'>,
  programs: Programs | undefined,
): FirstProcess | undefined {
  if (entrypoint.state === 'opaque' || command.state === 'opaque') return undefined;
  const front = startedBy(entrypoint, command) ?? entrypoint;
  if (front.state !== 'set') return undefined;
  const { script, words } = front.value;
  if (script === undefined) {
    const behind = front === entrypoint && command.state === 'set' ? command.value : undefined;
    if (behind?.form === 'shell') return undefined;
    return processOf([...words, ...(behind?.words ?? [])], true, programs);
  }
  // A shell behind an init, or behind a program of its own, is not the first process.
  const [program] = entrypoint.state === 'set' ? entrypoint.value.words : words;
  const isFirst = program === undefined || isShell(program.text);
  if (!isFirst || script.traps || script.problems.length > 0) return undefined;
  const commands = script.commands.filter(({ position }) => !position.substitution);
  const last = commands[commands.length - 1];
  if (!last?.position.last || last.position.background || last.position.piped) return undefined;
  if (last.position.repeated) return loopOf(commands, front.value.shell);
  const isAlone = commands.every((each) => each === last || preparing.has(each.name ?? ''));
  const found = [...last.wrappers, last.words[0]].every((word) => word === undefined || !isInFront(word))
    ? processOf(last.words, isAlone, programs)
    : undefined;
  // Behind a shell that may stay, an interpreter has its signals back, and the shell is what rules on shells look at.
  return found?.kind === 'script' ? undefined : found;
}

/** Commands that end at once and leave nothing running. */
const preparing: ReadonlySet<string> = new Set(
  'cd echo export mkdir chmod chown cp ln touch set umask printf'.split(' '),
);

/** A wrapper that stays. */
function isInFront({ text }: Word): boolean {
  const name = baseName(text);
  return (
    !passing.has(name) && unwrap([{ text, span: { start: 0, end: 0 }, literal: true }, filler]).wrappers.length > 0
  );
}

const filler: Word = { text: 'x', span: { start: 0, end: 0 }, literal: true };

function processOf(words: readonly Word[], alone: boolean, programs: Programs | undefined): FirstProcess | undefined {
  const { wrappers, words: line } = unwrap(words);
  if (wrappers.some(isInFront)) return undefined;
  const start = baseName(line[0]?.text ?? '') === 'busybox' ? line.slice(1) : line;
  const [program, ...rest] = start;
  const last = start[start.length - 1];
  if (program === undefined || last === undefined || !program.literal) return undefined;
  const name = baseName(program.text);
  const texts = rest.map(({ text }) => text);
  const span = { start: program.span.start, end: last.span.end };
  const isBusybox = start !== line || (programs?.has('ash') === true && !programs.installed.has('cronie'));
  const known = deaf.find(
    (each) => each.program.test(name) && each.runs(texts) && (each.isApplet !== true || isBusybox),
  );
  if (known)
    return { kind: 'deaf', program: known.shown, span, endsOnInterrupt: known.endsOnInterrupt === true, alone };
  if (!interpreter.test(name) || !isScript(texts)) return undefined;
  return { kind: 'script', program: name, span, endsOnInterrupt: name.startsWith('python'), alone };
}

/** The script is the first word that is no option. The reloader of Django handles the signal. */
function isScript(rest: readonly string[]): boolean {
  const file = rest.find((text) => !text.startsWith('-')) ?? '';
  return /\.(?:[cm]?js|py|pl)$/.test(file) && !file.endsWith('manage.py') && !rest.includes('-m');
}

function moduleOf(rest: readonly string[]): string | undefined {
  return rest[rest.indexOf('-m') + 1];
}

/** `while true` or `until false` around everything that comes last, and no way out. It is pointed at by its test. */
function loopOf(commands: readonly ShellCommand[], shell = 'sh'): FirstProcess | undefined {
  const test = commands.find(({ position }) => position.repeated);
  const isForEver = test?.position.condition && ['true', ':', 'false'].includes(test.name ?? '');
  const isLeft = commands.some(({ name, exec }) => exec || ['break', 'exit', 'return', 'kill'].includes(name ?? ''));
  if (test === undefined || isForEver !== true || isLeft) return undefined;
  return { kind: 'loop', program: baseName(shell), span: test.span, endsOnInterrupt: false, alone: true };
}
