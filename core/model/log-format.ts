import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { Container } from './container.js';
import type { Document } from './document.js';
import { factsOf } from './image-facts.js';
import { type ProgramSetting, settingsOf } from './program-setting.js';
import { wordsOf } from './secret-name.js';

/** A setting that makes a program log text for people. */
export interface PlainLog {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  /** Edits that switch to JSON; undefined where the program is told in some other way. */
  fix(): readonly Edit[] | undefined;
}

/** Values of a format that are for eyes only. `logfmt` has fields, so it is none. */
const plainValues = new Set(['text', 'txt', 'plain', 'plaintext', 'plain-text', 'console', 'pretty', 'human']);

/** Programs at the end of a pipe that turn JSON into text. Sources: the READMEs of pino-pretty and bunyan. */
const printers = new Set(['pino-pretty', 'bunyan', 'pino-colada']);

interface Switch {
  readonly name: RegExp;
  /** Plain values of this one, in lower case. */
  readonly values: readonly string[];
  readonly json: string;
}

/**
 * Settings that spell it in their own way. Sources, as of August 2026: https://www.keycloak.org/server/logging,
 * https://learn.microsoft.com/dotnet/core/extensions/console-log-formatter, https://quarkus.io/guides/logging,
 * https://doc.traefik.io/traefik/observe/logs-and-access-logs/, https://developer.hashicorp.com/vault/docs/configuration,
 * https://sdk.operatorframework.io/docs/building-operators/golang/references/logging/
 */
const switches: readonly Switch[] = [
  { name: /^(?:KC_LOG_CONSOLE_OUTPUT|--log-console-output)$/, values: ['default'], json: 'json' },
  { name: /^logging__console__formattername$/i, values: ['simple', 'systemd'], json: 'json' },
  { name: /^QUARKUS_LOG_(?:CONSOLE_)?JSON(?:_ENABLED)?$/, values: ['false'], json: 'true' },
  { name: /^(?:TRAEFIK_(?:ACCESS)?LOG_FORMAT|--(?:access)?log\.format)$/i, values: ['common'], json: 'json' },
  { name: /^VAULT_LOG_FORMAT$/, values: ['standard'], json: 'json' },
  { name: /^-{1,2}zap-encoder$/, values: ['console'], json: 'json' },
];

/** A Logback or Log4j pattern for the console: whoever writes one asks for text, unless it spells JSON. */
const patternNames = new Set(['LOGGING_PATTERN_CONSOLE', 'LOGGING_PATTERN', '--logging.pattern.console']);

/** Everything that makes the program of a container log plain text. */
export function plainLogsOf(document: Document, container: Container): readonly PlainLog[] {
  const found = settingsOf(document, container, /log|encoder/i).flatMap((setting) => plainSetting(setting));
  return [...(found.length > 0 && hasOwnFormat(container) ? [] : found), ...printersOf(document, container)];
}

/** True for a server that means something else by a format, and has mostly none but text. */
function hasOwnFormat({ image }: Container): boolean {
  const role = image.state === 'set' ? factsOf(image.value)?.role : undefined;
  return ['database', 'broker', 'cache', 'search', 'web', 'storage'].includes(role ?? '');
}

/** The same for one setting, from wherever it comes. */
export function plainSetting({
  name,
  value,
  span,
  put,
}: Pick<ProgramSetting, 'name' | 'value' | 'span' | 'put'>): readonly PlainLog[] {
  const lower = value.trim().toLowerCase();
  const known = switches.find((each) => each.name.test(name) && each.values.includes(lower));
  if (known !== undefined) return [{ name, value, span, fix: () => put(known.json) }];
  if (patternNames.has(name)) {
    return /^["']?\s*\{/.test(value) || !value.includes('%') ? [] : [{ name, value, span, fix: () => undefined }];
  }
  if (!isFormatName(name) || !plainValues.has(lower)) return [];
  return [{ name, value, span, fix: () => put('json') }];
}

/** `LOG_FORMAT`, `APP_LOG_FORMAT`, `LOGGING_FORMAT`, `GF_LOG_CONSOLE_FORMAT`, `--log-format`, `--log.format`. */
function isFormatName(name: string): boolean {
  if (!/format/i.test(name)) return false;
  const words = wordsOf(name);
  const last = words[words.length - 1] ?? '';
  if (last === 'logformat') return true;
  const isLog = (word: string | undefined): boolean => word === 'log' || word === 'logging' || word === 'logger';
  if (last !== 'format' && last !== 'formatter') return false;
  return isLog(words[words.length - 2]) || (words[words.length - 2] === 'console' && isLog(words[words.length - 3]));
}

/** Pipes into a program that prints JSON as text. Without the pipe the program logs the JSON it makes. */
function printersOf({ text }: Document, { entrypoint, command }: Container): readonly PlainLog[] {
  return [entrypoint, command].flatMap((value) => {
    const commands = value.state === 'set' ? (value.value.script?.commands ?? []) : [];
    return commands.flatMap(({ name = '', words, span, position }, index): readonly PlainLog[] => {
      const before = commands[index - 1];
      const word = name === 'npx' ? words[1] : words[0];
      const program = word?.text.slice(word.text.lastIndexOf('/') + 1) ?? '';
      if (position.after !== '|' || before === undefined || word === undefined || !printers.has(program)) return [];
      const pipe = { start: before.span.end, end: span.end };
      const isLast = position.last && /^\s*\|\s*$/.test(text.slice(pipe.start, span.start));
      const fix = () => (isLast ? [{ span: pipe, text: '' }] : undefined);
      return [{ name: program, value: program, span: word.span, fix }];
    });
  });
}
