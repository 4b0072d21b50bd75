import type { Locale } from '../core/text.js';

/** The editor's settings. They hold no levels: those belong to the configuration file, which the command line reads too. */
export interface Settings {
  readonly enable: boolean;
  /** When an open file is checked: while it is typed, or when it is saved. */
  readonly run: 'onType' | 'onSave';
  /** `auto`: the editor's own language. */
  readonly locale: Locale | 'auto';
  /** Whose findings are shown. All files of the workspace are read either way, for rules that look across files. */
  readonly scope: 'workspace' | 'openFiles';
  /** Whether a line of numbers stands over each service and workload. */
  readonly codeLens: boolean;
  /** Whether the outline of a file is given. `auto`: a client that knows of other outlines decides, any other has it. */
  readonly symbols: 'auto' | 'on' | 'off';
}

/** Reads what a client sent. Whatever is missing or wrong has its default. */
export function readSettings(sent: unknown): Settings {
  const symbols = field(sent, 'symbols');
  return {
    enable: field(sent, 'enable') !== false,
    run: field(sent, 'run') === 'onSave' ? 'onSave' : 'onType',
    locale: oneOf(field(sent, 'locale')),
    scope: field(sent, 'scope') === 'openFiles' ? 'openFiles' : 'workspace',
    codeLens: field(sent, 'codeLens') === true,
    symbols: symbols === 'on' || symbols === 'off' ? symbols : 'auto',
  };
}

/** The value under a key of something unknown. */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function oneOf(value: unknown): Settings['locale'] {
  return value === 'en' || value === 'ru' ? value : 'auto';
}
