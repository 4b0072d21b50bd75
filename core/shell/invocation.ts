import type { Word } from '../model/command.js';
import { baseName } from './wrapper.js';

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh']);

/** True for a program that reads the Bourne family of shell languages, by its name without folders. */
export function isShell(program: string): boolean {
  return shells.has(baseName(program));
}

/** A shell that is started by name: what it is given to run. */
export interface ShellInvocation {
  /** The word that names the shell. */
  readonly shell: Word;
  /** The argument of `-c`. */
  readonly script: Word | undefined;
  /** True when it reads its script from the standard input. */
  readonly readsInput: boolean;
}

/** Reads `sh -c '…'`, `bash -euo pipefail -c '…'`, `busybox sh`, `su app -c '…'`; undefined for other programs. */
export function readInvocation(words: readonly Word[]): ShellInvocation | undefined {
  const first = words[0];
  if (!first) return undefined;
  const name = baseName(first.text);
  if (name === 'busybox') return readInvocation(words.slice(1));
  if (name === 'su' || name === 'runuser') {
    const option = words.findIndex((word) => word.text === '-c' || word.text === '--command');
    const script = option < 0 ? undefined : words[option + 1];
    return script && { shell: first, script, readsInput: false };
  }
  if (!shells.has(name)) return undefined;
  let takesScript = false;
  let readsInput = false;
  let index = 1;
  for (; index < words.length; index++) {
    const text = words[index]?.text ?? '';
    if (text === '--' || text === '-') {
      index++;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith('--')) continue;
    if (text.startsWith('-') && text.includes('c')) takesScript = true;
    if (text.startsWith('-') && text.includes('s')) readsInput = true;
    // `-o pipefail`, also in a group as in `-euo pipefail`, takes the next word.
    if (/[oO]$/.test(text)) index++;
  }
  const operand = words[index];
  if (takesScript) return { shell: first, script: operand, readsInput: false };
  return { shell: first, script: undefined, readsInput: readsInput || operand === undefined };
}
