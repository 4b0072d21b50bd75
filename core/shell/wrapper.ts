import type { Word } from '../model/command.js';

/** How a program that starts another one reads its own arguments, so that the other one can be found behind them. */
interface Wrapper {
  /** Options that take the next word as their value. Those with the value glued on (`-n5`, `--user=x`) need no entry. */
  readonly valued: readonly string[];
  /** Words of its own between the options and the program: the duration of `timeout`, the user of `gosu`. */
  readonly operands: number;
  /** Options that make it something else than a wrapper: `command -v` looks up, `sudo -l` lists. */
  readonly never?: readonly string[];
  /** `X=y` words stand before the program. */
  readonly assigns?: boolean;
}

const plain: Wrapper = { valued: [], operands: 0 };

/** By the manual pages of coreutils, util-linux, findutils, sudo, and of the init and step-down tools of images. */
const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['exec', { valued: ['-a'], operands: 0 }],
  ['command', { valued: [], operands: 0, never: ['-v', '-V'] }],
  ['builtin', plain],
  ['nohup', plain],
  ['setsid', plain],
  ['eatmydata', plain],
  ['time', { valued: ['-f', '--format', '-o', '--output'], operands: 0 }],
  ['env', { valued: ['-u', '--unset', '-C', '--chdir'], operands: 0, never: ['-S', '--split-string'], assigns: true }],
  ['nice', { valued: ['-n', '--adjustment'], operands: 0 }],
  ['ionice', { valued: ['-c', '--class', '-n', '--classdata'], operands: 0, never: ['-p', '-P', '-u'] }],
  ['stdbuf', { valued: ['-i', '--input', '-o', '--output', '-e', '--error'], operands: 0 }],
  [
    'sudo',
    {
      valued: [
        '-u',
        '--user',
        '-g',
        '--group',
        '-h',
        '--host',
        '-p',
        '--prompt',
        '-C',
        '-D',
        '--chdir',
        '-r',
        '-t',
        '-T',
      ],
      operands: 0,
      never: ['-l', '--list', '-v', '--validate', '-k', '-K', '-e', '--edit'],
      assigns: true,
    },
  ],
  ['doas', { valued: ['-u', '-C'], operands: 0 }],
  ['timeout', { valued: ['-s', '--signal', '-k', '--kill-after'], operands: 1 }],
  [
    'xargs',
    {
      valued: ['-n', '-P', '-I', '-L', '-d', '-a', '-s', '-E', '--max-args', '--max-procs', '--replace', '--arg-file'],
      operands: 0,
    },
  ],
  ['gosu', { valued: [], operands: 1 }],
  ['su-exec', { valued: [], operands: 1 }],
  ['setpriv', { valued: ['--reuid', '--regid', '--groups'], operands: 0 }],
  ['tini', { valued: ['-p', '-e'], operands: 0 }],
  ['dumb-init', { valued: ['-r', '--rewrite'], operands: 0 }],
  ['catatonit', plain],
]);

/** A command line without what only starts it. */
export interface Unwrapped {
  readonly wrappers: readonly Word[];
  /** Assignments between a wrapper and the program, as in `env X=y program`. */
  readonly assignments: readonly Word[];
  /** The program and its arguments. */
  readonly words: readonly Word[];
}

/** Takes wrappers off the front, however many there are; one that starts nothing (`env`, `exec > log`) stays. */
export function unwrap(words: readonly Word[]): Unwrapped {
  const removed: Word[] = [];
  const assignments: Word[] = [];
  let rest = words;
  for (;;) {
    const first = rest[0];
    const wrapper = first ? wrappers.get(baseName(first.text)) : undefined;
    const begin = wrapper ? programIndex(rest, wrapper) : undefined;
    if (!first || !wrapper || begin === undefined) return { wrappers: removed, assignments, words: rest };
    removed.push(first);
    if (wrapper.assigns) assignments.push(...rest.slice(1, begin).filter((word) => assignment.test(word.text)));
    rest = rest.slice(begin);
  }
}

const assignment = /^[A-Za-z_]\w*=/;

/** Index of the program a wrapper starts; undefined when there is none. */
function programIndex(words: readonly Word[], wrapper: Wrapper): number | undefined {
  let index = 1;
  for (; index < words.length; index++) {
    const text = words[index]?.text ?? '';
    if (wrapper.assigns && assignment.test(text)) continue;
    if (text === '--') {
      index++;
      break;
    }
    if (!text.startsWith('-') || text === '-') break;
    if (wrapper.never?.includes(text)) return undefined;
    if (wrapper.valued.includes(text)) index++;
  }
  index += wrapper.operands;
  return index < words.length ? index : undefined;
}

/**
 * The last part of a path. When that part is only known at run time, the whole text: `java` for `${JAVA_HOME}/bin/java`,
 * `$PYTHON` for `$PYTHON`.
 */
export function baseName(text: string): string {
  const tail = text.slice(text.lastIndexOf('/') + 1);
  return /^[\w.+@[\]-]+$/.test(tail) ? tail : text;
}
