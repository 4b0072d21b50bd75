import { type CheckStep, stepsOf } from './check-command.js';
import type { Command } from './command.js';

/** What a check that never asks the program itself is content with, and what it looks with: `pgrep`, `nc`. */
export interface Surface {
  readonly kind: 'process' | 'port' | 'file';
  readonly tool: string;
}

/** Programs that look for processes. */
const processTools: ReadonlySet<string> = new Set(['pgrep', 'pidof', 'ps']);
/** Programs that open a connection and send nothing when they are given `-z`. */
const portTools: ReadonlySet<string> = new Set(['nc', 'ncat', 'netcat']);
/** Programs that only print what is listening. */
const socketTools: ReadonlySet<string> = new Set(['netstat', 'ss', 'lsof']);
/** Programs that count or choose lines, or say how the check ends. */
const besides: ReadonlySet<string> = new Set(
  'grep egrep fgrep wc awk head tail tr cut echo printf exit true false : [ test'.split(' '),
);

/**
 * What a health check looks at when it is only a process, an open port or a file with a process id. Undefined when it
 * asks anything of the program, and when that cannot be told.
 */
export function surfaceOf(command: Command): Surface | undefined {
  const steps = stepsOf(command).filter(({ words, redirects }) => words.length + redirects.length > 0);
  const looks = steps.map(lookOf).filter((look) => look !== 'nothing');
  const [kind] = looks;
  // Who looks at two things means something by it.
  if (kind === undefined || looks.some((look) => look !== kind)) return undefined;
  const step = steps.find((each) => lookOf(each) === kind);
  return { kind, tool: step && opensPort(step) ? '/dev/tcp' : (step?.name ?? '') };
}

function lookOf(step: CheckStep): Surface['kind'] | 'nothing' | undefined {
  const { name, words, redirects } = step;
  const texts = words.slice(1).map(({ text }) => text);
  // Nothing is written to the connection but a line for nobody.
  if (opensPort(step)) {
    return name === undefined || [':', 'true', 'echo', 'cat', 'exec'].includes(name) ? 'port' : undefined;
  }
  // What is written to a connection, or read from one, is a question.
  if (name === undefined || redirects.some(({ target }) => /^[3-9]$/.test(target?.text ?? ''))) return undefined;
  if (processTools.has(name) || (name === 'kill' && texts[0] === '-0')) return 'process';
  if (portTools.has(name)) return texts.some((text) => /^-[a-y]*z[a-z]*\d*$/.test(text)) ? 'port' : undefined;
  if (socketTools.has(name)) return 'port';
  if ((name === '[' || name === 'test') && texts.some((text) => /\.pid$/.test(text))) return 'file';
  return besides.has(name) ? 'nothing' : undefined;
}

/** True for a step that bash connects to a port: `: > /dev/tcp/127.0.0.1/8080`. */
function opensPort({ redirects }: CheckStep): boolean {
  return redirects.some(({ target }) => target?.text.startsWith('/dev/tcp/') === true);
}
