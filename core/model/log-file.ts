import type { Edit } from '../edit.js';
import type { ShellCommand } from '../shell/script.js';
import type { Span } from '../span.js';
import type { Container } from './container.js';
import type { Document } from './document.js';
import { isLogPath, standard } from './log-path.js';
import { settingsOf } from './program-setting.js';
import { wordsOf } from './secret-name.js';

/** A log that a container writes into a file instead of its standard output. */
export interface LogFile {
  /** The option or variable that says so; undefined for a redirection of the shell. */
  readonly setting: string | undefined;
  readonly path: string;
  readonly span: Span;
  /** Edits that send it to the standard output. */
  fix(): readonly Edit[] | undefined;
}

/** Log files that a container is told to write, by a redirection, an option or a variable. */
export function logFilesOf(document: Document, container: Container): readonly LogFile[] {
  const settings = settingsOf(document, container, /log/i).flatMap(
    ({ name, value, span, put, drop }): readonly LogFile[] => {
      if (!isFileSetting(name) || !isLogPath(value)) return [];
      // Spring Boot writes to the console as well, so the setting may just go.
      const fix = () => (/^LOGGING_FILE/.test(name) ? drop() : put(/^--\w+-logfile$/.test(name) ? '-' : '/dev/stdout'));
      return [{ setting: name, path: value, span, fix }];
    },
  );
  return [...redirections(document, container), ...settings];
}

/** True when a container is told to log to its standard output, whatever folder for logs it has. */
export function logsToOutput(document: Document, container: Container): boolean {
  return settingsOf(document, container, /log/i).some(
    ({ name, value }) => isFileSetting(name) && (value === '-' || standard.test(value)),
  );
}

/** Names of records that are kept on purpose. */
const otherLogs = new Set(['audit', 'slow', 'query', 'binlog', 'bin', 'wal', 'relay', 'redo', 'transaction']);

/** `LOG_FILE`, `APP_LOG_FILE`, `LOGGING_FILE_NAME`, `--log-file`, `--error-logfile`, `--logpath`, `-Dlogging.file.name`. */
function isFileSetting(name: string): boolean {
  const words = wordsOf(name.replace(/^-D/, ''));
  // Keycloak logs to the console besides, unless its `log` says otherwise.
  if (words.some((word) => otherLogs.has(word)) || words[0] === 'kc') return false;
  const tail = words.slice(-3).join(' ');
  return /(?:^| )(?:log(?:ging)? (?:file|filename|path|file name|file path)|logfile|logpath|logto)$/.test(tail);
}

/** The command that runs for the life of the container, or beside it, with its output in a file of logs. */
function redirections({ text }: Document, { entrypoint, command }: Container): readonly LogFile[] {
  return [entrypoint, command].flatMap((value) => {
    const commands = value.state === 'set' && value.via === undefined ? (value.value.script?.commands ?? []) : [];
    return commands.flatMap((each): readonly LogFile[] => {
      const { position, redirects } = each;
      const lasts = (position.last || position.background) && !position.substitution && !position.condition;
      const target = redirects.find(
        ({ operator, descriptor, target: to }) =>
          /^(?:&>>?|>>?|>\|)$/.test(operator) && (descriptor ?? 1) < 3 && to?.literal && isLogPath(to.text),
      )?.target;
      if (!lasts || target === undefined || isShown(commands, target.text)) return [];
      return [{ setting: undefined, path: target.text, span: target.span, fix: () => withoutOutput(text, each) }];
    });
  });
}

/** True when another command of the text prints the file. */
function isShown(commands: readonly ShellCommand[], path: string): boolean {
  return commands.some(({ name, words }) => name === 'tail' && words.some(({ text }) => text === path));
}

/** Takes the redirections of the output away; undefined where they do not stand letter by letter. */
function withoutOutput(text: string, { redirects }: ShellCommand): readonly Edit[] | undefined {
  const edits = redirects.flatMap(({ operator, target, span }): readonly Edit[] => {
    if (!/^(?:&>>?|>>?|>\||>&)$/.test(operator) || target?.text === '/dev/null') return [];
    let { start } = span;
    while (text[start - 1] === ' ') start--;
    return [{ span: { start, end: span.end }, text: '' }];
  });
  const isVerbatim = edits.every(({ span }) => /^ *[12]?&?>/.test(text.slice(span.start, span.end)));
  return isVerbatim ? edits : undefined;
}
