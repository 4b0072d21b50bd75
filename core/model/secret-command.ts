import type { Span } from '../span.js';
import type { Word } from './command.js';
import { judgeSecret, judgeText, type SecretJudgement } from './secret.js';
import { shortestToken } from './secret-token.js';
import { readLiteral } from './secret-value.js';

/** A credential on a command line. Its value is only in `word`, which no message may show. */
export interface CommandSecret extends SecretJudgement {
  /** The credential alone where its place is known, else the word it stands in. */
  readonly span: Span;
  /** The option, variable or header it is the value of; undefined when its shape alone tells. */
  readonly option: string | undefined;
  /** What the value is called, in whatever spelling: the option without dashes, the variable, `password` behind `-p`. */
  readonly name: string | undefined;
  /** The program that gets it; empty for an assignment. */
  readonly program: string;
  /** The word it stands in, and where in the text of the word. */
  readonly word: Word;
  readonly part: Span;
}

/** An option of one letter that takes a password. */
interface ShortOption {
  readonly programs: readonly string[];
  readonly option: string;
  /** The value may follow without a blank. */
  readonly glued: boolean;
  /** Only behind this word: `docker login -p`. */
  readonly after?: string;
}

const shortOptions: readonly ShortOption[] = [
  {
    programs: ['mysql', 'mysqldump', 'mysqladmin', 'mysqlimport', 'mariadb', 'mariadb-dump', 'mariadb-admin'],
    option: '-p',
    glued: true,
  },
  { programs: ['redis-cli', 'valkey-cli'], option: '-a', glued: false },
  { programs: ['sshpass'], option: '-p', glued: true },
  {
    programs: ['docker', 'podman', 'nerdctl', 'buildah', 'skopeo', 'helm', 'az'],
    option: '-p',
    glued: false,
    after: 'login',
  },
  { programs: ['mongosh', 'mongo', 'mongodump', 'mongorestore'], option: '-p', glued: false },
];

const byProgram = new Map(shortOptions.flatMap((each) => each.programs.map((program) => [program, each] as const)));

/** Programs whose words are patterns: what looks like an assignment there is text to find or to replace. */
const textTools = ['sed', 'gsed', 'grep', 'egrep', 'fgrep', 'awk', 'gawk', 'perl', 'test', '['];

/** Programs whose `-u` is `user:password`. */
const basicAuth = ['curl', 'http', 'https'];

/**
 * Credentials in the words of one command, the program first: values of telling options and assignments, the short
 * options of known programs, authorization headers, and everything that is known by its shape. Variables, placeholders
 * and files are passed over.
 */
export function findSecretsInCommand(words: readonly Word[]): readonly CommandSecret[] {
  return words.flatMap((word, index) => (mayTell(word, words[index - 1]) ? secretsIn(words, word, index) : []));
}

/** Nearly all words are short, and neither options nor assignments. A header with a credential is as long as a token. */
function mayTell({ text }: Word, before: Word | undefined): boolean {
  return text.length >= shortestToken || /^-|[=@]/.test(text) || before?.text === 'set';
}

/** Credentials in a word, or in the next one where it announces one. */
function secretsIn(words: readonly Word[], word: Word, index: number): readonly CommandSecret[] {
  const program = programOf(words);
  const shaped = judgeText(word.text).map(
    ({ span: part, ...judged }): CommandSecret => ({
      ...judged,
      span: within(word, part),
      option: undefined,
      name: announced(words, index),
      program,
      word,
      part,
    }),
  );
  if (shaped.length > 0 || textTools.includes(program)) return shaped;
  return stated(words, index, program).flatMap(({ option, name, value }): readonly CommandSecret[] => {
    const { part } = value;
    const text = value.word.text.slice(part.start);
    const judged = value.word.literal ? judgeSecret(name, text) : undefined;
    // What is known by its shape is found in the word it stands in.
    return judged?.why === 'name'
      ? [{ ...judged, span: within(value.word, part), option, name, program, ...value }]
      : [];
  });
}

/** The credential that is assigned to a variable in front of a command or on its own. */
export function findSecretInAssignment(name: string, word: Word): CommandSecret | undefined {
  const judged = word.literal ? judgeSecret(name, word.text) : undefined;
  if (judged === undefined || judged.verdict === 'suspect') return undefined;
  const inside = judgeText(word.text)[0]?.span;
  const part = inside ?? { start: 0, end: word.text.length };
  return { ...judged, span: within(word, part), option: name, name, program: '', word, part };
}

interface Stated {
  readonly option: string;
  /** What the value is judged as. */
  readonly name: string;
  readonly value: Rest;
}

/** The end of a word. */
interface Rest {
  readonly word: Word;
  readonly part: Span;
}

/** The option or variable that a word is the value of, going by how it is written. */
function announced(words: readonly Word[], index: number): string | undefined {
  const glued = /^(?:--?D?)?([A-Za-z_][\w.-]{1,80})=/.exec(words[index]?.text ?? '')?.[1];
  return glued ?? /^--?([A-Za-z][\w.-]{1,80})$/.exec(words[index - 1]?.text ?? '')?.[1];
}

/** The value that a word gives, or announces for the next one. */
function stated(words: readonly Word[], index: number, program: string): readonly Stated[] {
  const word = words[index];
  if (word === undefined) return [];
  const short = shortOption(words, index, program);
  if (short !== undefined) return [short];
  const header = /^(?:proxy-)?authorization:\s{0,4}(?:bearer|basic|token)\s{1,4}(?=\S)/i.exec(word.text)?.[0];
  if (header !== undefined) return [{ option: 'Authorization', name: 'token', value: rest(word, header.length) }];
  const glued = word.text.includes('=') ? /^(--?D?)?([A-Za-z_/][\w./:-]{1,80})=/.exec(word.text) : undefined;
  if (glued?.[2] !== undefined && isOptionName(glued[2]))
    return [{ option: `${glued[1] ?? ''}${glued[2]}`, name: glued[2], value: rest(word, glued[0].length) }];
  const next = words[index + 1];
  const bare = /^--?([A-Za-z][\w.-]{1,80})$/.exec(word.text)?.[1];
  if (bare !== undefined && isOptionName(bare) && next !== undefined && !next.text.startsWith('-'))
    return [{ option: word.text, name: bare, value: rest(next, 0) }];
  // `npm config set //host/:_authToken value`, `aws configure set aws_secret_access_key value`
  if (words[index - 1]?.text === 'set' && index >= 2 && next !== undefined)
    return [{ option: word.text, name: word.text.split(':').at(-1) ?? '', value: rest(next, 0) }];
  return [];
}

/** `--secret` names a mount or an object in every tool that has it. */
function isOptionName(name: string): boolean {
  return name !== 'secret' && !name.startsWith('//');
}

function programOf(words: readonly Word[]): string {
  const path = words[0]?.text ?? '';
  return path.slice(path.lastIndexOf('/') + 1);
}

function shortOption(words: readonly Word[], index: number, program: string): Stated | undefined {
  const word = words[index];
  const next = words[index + 1];
  if (word === undefined || index === 0) return undefined;
  if (basicAuth.includes(program) && /^(?:-u|-a|--user|--auth)$/.test(word.text) && next !== undefined) {
    const colon = next.text.indexOf(':');
    return colon < 1 ? undefined : { option: word.text, name: 'password', value: rest(next, colon + 1) };
  }
  const known = byProgram.get(program);
  if (known === undefined || !word.text.startsWith(known.option)) return undefined;
  const { option, glued, after } = known;
  if (after !== undefined && !words.slice(1, index).some(({ text }) => text === after)) return undefined;
  if (word.text === option) {
    const separate = !glued || program === 'sshpass';
    return separate && next !== undefined ? { option, name: 'password', value: rest(next, 0) } : undefined;
  }
  const value = rest(word, option.length);
  return glued && readLiteral(word.text.slice(option.length), true) === 'literal'
    ? { option, name: 'password', value }
    : undefined;
}

function rest(word: Word, from: number): Rest {
  return { word, part: { start: from, end: word.text.length } };
}

/** A part of a word in the document: exact when the word stands bare or in quotes, else the whole word. */
function within({ text, span }: Word, part: Span): Span {
  const room = span.end - span.start - text.length;
  if (room !== 0 && room !== 2) return span;
  const start = span.start + room / 2;
  return { start: start + part.start, end: start + part.end };
}
