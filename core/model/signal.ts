import { nearest } from '../engine/nearest.js';

/** Numbers of the signals that stop programs, the same on every Linux platform. Source: signal(7). */
const names: Readonly<Record<string, string>> = {
  '1': 'HUP',
  '2': 'INT',
  '3': 'QUIT',
  '6': 'ABRT',
  '9': 'KILL',
  '10': 'USR1',
  '12': 'USR2',
  '15': 'TERM',
  '19': 'STOP',
  '28': 'WINCH',
  '37': 'RTMIN+3',
};

/** A signal by its usual name: `SIGTERM` for `15`, `term` and `SIGTERM`. What is no known signal stays as it is written. */
export function signalName(text: string): string {
  const trimmed = text.trim();
  const byNumber = Object.hasOwn(names, trimmed) ? names[trimmed] : undefined;
  if (byNumber !== undefined) return `SIG${byNumber}`;
  const name = trimmed.toUpperCase().replace(/^SIG/, '');
  return known.has(name) ? `SIG${name}` : trimmed;
}

/** Names that the engine takes, those that stop programs first. Source: `SignalMap` of https://github.com/moby/sys */
const known: ReadonlySet<string> = new Set([
  ...'TERM INT QUIT HUP KILL USR1 USR2 WINCH ABRT ALRM BUS CHLD CLD CONT FPE ILL IO IOT PIPE POLL PROF PWR'.split(' '),
  ...'SEGV STKFLT STOP SYS TRAP TSTP TTIN TTOU URG VTALRM XCPU XFSZ RTMIN RTMAX'.split(' '),
  ...Array.from({ length: 15 }, (_, i) => `RTMIN+${i + 1}`),
  ...Array.from({ length: 14 }, (_, i) => `RTMAX-${i + 1}`),
]);

/** True for what the engine takes as a signal: a name with or without SIG in any case, or a number from 1 to 64. */
export function isSignal(text: string): boolean {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  return number === undefined ? known.has(text.toUpperCase().replace(/^SIG/, '')) : number >= 1 && number <= 64;
}

/** The signal that is spelled most like a name that is none: `SIGTERM` for `SIGTREM`. Undefined when nothing is near. */
export function nearestSignal(text: string): string | undefined {
  const [word = ''] = text.trim().split(/\s/, 1);
  const name = nearest(word.toUpperCase().replace(/^SIG/, ''), known);
  return name === undefined ? undefined : `SIG${name}`;
}
