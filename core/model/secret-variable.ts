import type { Span } from '../span.js';
import type { Text } from '../text.js';
import type { Variable } from './container.js';
import { judgeSecret, type SecretJudgement } from './secret.js';
import { wordsOf } from './secret-name.js';

/** A variable that is a secret, or is named like one. */
export interface VariableSecret extends SecretJudgement {
  /** The value, or the name where no value is written. */
  readonly span: Span;
  /** True when the value is only what a variable falls back to: `${PASSWORD:-postgres}`. */
  readonly fallback: boolean;
}

/**
 * Judges a variable as it stands in the text of its document. What is partly a reference cannot be known as a whole and
 * may still give itself away: `postgres://app:secret@${HOST}/app`.
 */
export function judgeVariable({ name, value, reference }: Variable, text: string): VariableSecret | undefined {
  if (reference !== undefined) return undefined;
  if (value.state === 'unset') {
    const judged = judgeSecret(name, undefined);
    return judged && { ...judged, span: value.anchor, fallback: false };
  }
  const written = text.slice(value.span.start, value.span.end);
  const judged = judgeSecret(name, value.state === 'set' ? value.value : written);
  return judged && { ...judged, span: value.span, fallback: value.state === 'set' && written.includes('${') };
}

/** What was found, in the words of a message: "variable … holds …". Never the value. */
export function describeSecret({ why, provider, reach, guessable }: SecretJudgement): Text {
  switch (why) {
    case 'provider-token':
      return reach === 'test'
        ? { en: `a sandbox token of ${provider}`, ru: `токен ${provider} для тестовой среды` }
        : { en: `a token of ${provider}`, ru: `токен ${provider}` };
    case 'private-key':
      return { en: 'a private key', ru: 'закрытый ключ' };
    case 'json-web-token':
      return { en: 'a JSON Web Token', ru: 'JSON Web Token' };
    case 'url-credentials':
      return { en: 'a URL with a password in it', ru: 'URL с паролем' };
    case 'connection-string':
      return { en: 'a connection string with a password in it', ru: 'строка подключения с паролем' };
    default:
      return guessable
        ? { en: 'a secret that everybody knows', ru: 'секрет, который знают все' }
        : { en: 'a secret in plain text', ru: 'секрет открытым текстом' };
  }
}

/** The variable that would hold the secret part of a value alone: `DATABASE_PASSWORD` for `DATABASE_URL`. */
export function partVariable(name: string, { verdict }: SecretJudgement): string {
  const words = wordsOf(name);
  const isAddress = ['url', 'uri', 'dsn', 'string', 'connection'].includes(words[words.length - 1] ?? '');
  const kept = isAddress ? words.slice(0, -1).filter((word) => word !== 'connection') : words;
  return [...kept, verdict === 'token' ? 'token' : 'password'].join('_').toUpperCase();
}

const development = new Set([
  'dev',
  'develop',
  'development',
  'local',
  'test',
  'tests',
  'testing',
  'ci',
  'e2e',
  'override',
]);

/** True for a file that by its name or folder is not meant for production: `docker-compose.dev.yml`, `.devcontainer/`. */
export function isForDevelopment(path: string): boolean {
  return (
    path.includes('.devcontainer/') ||
    wordsOf(path.slice(path.lastIndexOf('/') + 1)).some((word) => development.has(word))
  );
}
