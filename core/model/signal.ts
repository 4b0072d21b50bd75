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
  return /^[A-Z][A-Z0-9]*(?:[+-]\d+)?$/.test(name) ? `SIG${name}` : trimmed;
}
