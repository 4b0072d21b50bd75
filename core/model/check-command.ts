import { isShell, readInvocation } from '../shell/invocation.js';
import type { ShellCommand } from '../shell/script.js';
import { baseName, unwrap } from '../shell/wrapper.js';
import type { Span } from '../span.js';
import type { Command, Word } from './command.js';

/** A program that a health check, a probe or a hook runs: one of its script, or the one of its exec form. */
export type CheckStep = Pick<ShellCommand, 'name' | 'words' | 'wrappers' | 'redirects' | 'position' | 'span'>;

const alone: CheckStep['position'] = {
  last: true,
  piped: false,
  background: false,
  substitution: false,
  repeated: false,
  condition: false,
  after: undefined,
};

/** What a check runs. Empty when its script cannot be read. A shell that only reads a script is left out. */
export function stepsOf({ form, words, script, span }: Command): readonly CheckStep[] {
  if (script !== undefined) {
    return script.problems.length > 0 ? [] : script.commands.filter((step) => !startsShell(step.words));
  }
  if (form === 'shell') return [];
  const { words: rest, wrappers } = unwrap(words);
  return [{ name: rest[0] && baseName(rest[0].text), words: rest, wrappers, redirects: [], position: alone, span }];
}

function startsShell(words: readonly Word[]): boolean {
  return isShell(words[0]?.text ?? '') && readInvocation(words)?.script !== undefined;
}

/**
 * Why a check passes whatever it finds. `constant`: it looks at nothing. `masked`: what comes last turns every failure
 * into success. `unread`: curl ends with 0 on an HTTP error, as it has no `--fail`. `piped`: the status is that of a
 * program that only passes the output on.
 */
export interface HiddenFailure {
  readonly why: 'constant' | 'masked' | 'unread' | 'piped';
  /** The words that hide it. */
  readonly span: Span;
  readonly step: CheckStep;
  /** The step before it. */
  readonly before: CheckStep | undefined;
}

/** Finds why a check can never fail. Undefined when it can, and when that cannot be told. */
export function findHiddenFailure(command: Command): HiddenFailure | undefined {
  const steps = stepsOf(command);
  const all = steps.filter(({ position }) => !position.substitution && !position.background);
  const unreached = new Set(all.filter((step, index) => isNeverReached(step, all[index - 1])));
  const list = all.filter((step) => !unreached.has(step));
  const last = list[list.length - 1];
  const before = list[list.length - 2];
  if (last === undefined || !all[all.length - 1]?.position.last) return undefined;
  if (command.script?.traps || steps.some(changesRules)) return undefined;
  const unread = unreadRequests(command)[0];
  const found: HiddenFailure | undefined = unread && {
    why: 'unread',
    span: unread.span,
    step: unread,
    before: undefined,
  };
  if (steps.some((step) => endsBadly(step) && !unreached.has(step))) return found;
  const { after } = last.position;
  if (list.every((step) => succeeds(step) && step.position.after !== '&&')) {
    return { why: 'constant', span: command.span, step: last, before };
  }
  const isGated = list.some(({ position }) => position.after === '&&' && !position.condition);
  if (succeeds(last) && (after === '||' || (after === ';' && !isGated))) {
    return { why: 'masked', span: last.span, step: last, before };
  }
  const isPiped = after === '|' && before !== undefined && passesOn(last) && command.shell === '/bin/sh';
  return isPiped ? { why: 'piped', span: last.span, step: last, before } : found;
}

/** The requests of a check by curl whose status nobody looks at; none where something else of the check may fail. */
export function unreadRequests(command: Command): readonly CheckStep[] {
  const steps = stepsOf(command).filter((step) => !succeeds(step) && !endsBadly(step));
  const isPlain = steps.every(
    ({ name, position }) => name === 'curl' && !position.piped && !position.substitution && !position.background,
  );
  return isPlain && steps.every(isUnread) ? steps : [];
}

/** A step by which the check fails on purpose. */
function endsBadly({ name, words }: CheckStep): boolean {
  if (name === 'exit' || name === 'return') return !isZero(words[1]);
  return name === 'kill' || name === 'false';
}

/** `echo ok || exit 1`: what stands before it succeeds in any case. */
function isNeverReached({ position }: CheckStep, before: CheckStep | undefined): boolean {
  if (position.after !== '||' || !before?.position.condition) return false;
  return before.position.after !== '&&' && succeeds(before);
}

/** A step that changes what the failure of others means: `set -e`, `exec 3<>/dev/tcp/…`. */
function changesRules({ name }: CheckStep): boolean {
  return name === 'set' || name === 'exec';
}

const isZero = (word: Word | undefined): boolean => word?.literal === true && word.text === '0';

/** True for what ends with 0 in any case. A redirection may fail, as that to `/dev/tcp/…` is meant to. */
function succeeds({ name, words, redirects }: CheckStep): boolean {
  if (redirects.some(({ target, operator }) => !operator.includes('&') && target?.text !== '/dev/null')) return false;
  if (name === 'exit') return isZero(words[1]);
  return name !== undefined && (sayers.has(name) || tellsOfItself(name, words.slice(1)) || isHeld(name, words));
}

const sayers: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf']);

/** Programs that only say where they run; with operands they may look at something. */
const surroundings: ReadonlySet<string> = new Set([
  'pwd',
  'date',
  'hostname',
  'whoami',
  'id',
  'uname',
  'uptime',
  'ls',
  'ps',
]);
/** Operands with which they still look at nothing that could be missing. */
const bareOperands: ReadonlySet<string> = new Set(['ls /', 'ls .', 'ps aux', 'ps ax', 'ps -ef', 'ps -e', 'uname -a']);

/** True for a program that tells of its surroundings, or of its own version, and of no service. */
function tellsOfItself(name: string, operands: readonly Word[]): boolean {
  const [only, ...others] = operands;
  if (only === undefined) return surroundings.has(name);
  if (others.length > 0) return false;
  const isVersion = only.text === '--version' || (name === 'java' && only.text === '-version');
  return isVersion || bareOperands.has(`${name} ${only.text}`);
}

/** True for `test` with words that hold by themselves: a text that is not empty, two that are the same. */
function isHeld(name: string, words: readonly Word[]): boolean {
  if (name !== 'test' && name !== '[') return false;
  const operands = words.slice(1, name === '[' ? -1 : undefined);
  if (operands.some(({ literal }) => !literal)) return false;
  const [first = '', second = '', third] = operands.map(({ text }) => text);
  if (operands.length === 1) return first !== '';
  if (operands.length === 2) return first === '-n' && second !== '';
  return operands.length === 3 && ['=', '==', '-eq'].includes(second) && first === third;
}

/** Programs that copy their input and end with 0. */
function passesOn({ name }: CheckStep): boolean {
  return name === 'tee' || name === 'cat';
}

/** Short options of curl that take a value, so that the letters behind them are none. Source: curl(1). */
const valued = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

/** True for an HTTP request by curl that ends with 0 whatever the answer says. */
function isUnread({ words }: CheckStep): boolean {
  const rest = words.slice(1);
  if (rest.some(({ text, literal }) => (!literal && text.startsWith('$')) || isOtherScheme(text))) return false;
  return !rest.some(({ text }) => {
    if (['--fail', '--fail-with-body', '--config', '--connect-only'].includes(text)) return true;
    const letters = /^-([A-Za-z0-9#]+)/.exec(text)?.[1] ?? '';
    const end = [...letters].findIndex((letter) => valued.includes(letter));
    return (end < 0 ? letters : letters.slice(0, end + 1)).split('').some((letter) => letter === 'f' || letter === 'K');
  });
}

function isOtherScheme(text: string): boolean {
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  return scheme !== undefined && scheme !== 'http' && scheme !== 'https';
}

/** Where a check asks in its own container. */
export interface CheckAddress {
  readonly port: number;
  /** With its slash; undefined when none is written. */
  readonly path: string | undefined;
}

/** The HTTP address of its own container that a check asks, from the first word that is one. */
export function findAddress(command: Command): CheckAddress | undefined {
  for (const { text, literal } of stepsOf(command).flatMap(({ words }) => words.slice(1))) {
    const parts = /^http:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s'"]*)?$/.exec(text);
    if (parts && literal) return { port: Number(parts[1] ?? 80), path: parts[2] };
  }
  return undefined;
}

/** Seconds of a command that does nothing but sleep. */
export function findSleep(command: Command): number | undefined {
  const [only, ...others] = stepsOf(command);
  const amount = /^(\d{1,6})s?$/.exec(only?.words[1]?.text ?? '')?.[1];
  return only?.name === 'sleep' && others.length === 0 && amount !== undefined ? Number(amount) : undefined;
}
