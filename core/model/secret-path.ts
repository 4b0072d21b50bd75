import {
  keyEndings,
  publicFileWords,
  type SecretFileKind,
  sampleWords,
  secretFileNames,
  secretFilePaths,
  secretFolders,
} from '../data/secret-paths.js';
import { remember } from '../kept.js';
import type { Span } from '../span.js';
import type { Instruction, Stage } from './dockerfile.js';
import { nameOf, trimSlashes } from './path.js';
import { wordsOf } from './secret-name.js';

export type { SecretFileKind } from '../data/secret-paths.js';

/**
 * What a file holds that is a secret, by its path alone. Undefined for samples, for the public halves of keys, for what is
 * encrypted, and for names that may be anything.
 */
export const secretFileOf: (path: string) => SecretFileKind | undefined = remember(1000, readPath);

function readPath(path: string): SecretFileKind | undefined {
  const plain = trimSlashes(path.replace(/\\/g, '/')).toLowerCase();
  const name = nameOf(plain);
  const words = wordsOf(nameOf(path));
  if (words.some((word) => sampleWords.includes(word)) || /\.(?:enc|gpg|age|asc|sops|pub)$/.test(name))
    return undefined;
  for (const [kind, names] of Object.entries(secretFileNames)) {
    if (names.includes(name)) return isKind(kind) ? kind : undefined;
  }
  if (secretFilePaths.some((known) => plain === known || plain.endsWith(`/${known}`))) return 'credentials';
  if (isFolder(plain)) return 'credentials';
  if (/^\.env(?:\.[\w.-]+)?$|^[\w-]+\.env$/.test(name)) return isForTests(words) ? undefined : 'settings';
  if (/(?:^|\.)tfvars(?:\.json)?$/.test(name)) return 'settings';
  return isKeyFile(plain, name, words) ? 'private-key' : undefined;
}

function isKind(kind: string): kind is SecretFileKind {
  return kind === 'private-key' || kind === 'credentials' || kind === 'settings' || kind === 'tool-settings';
}

function isFolder(path: string): boolean {
  return secretFolders.some((folder) => path === folder || path.endsWith(`/${folder}`));
}

/** `.env.test` belongs to the tests, and is there to be seen. */
function isForTests(words: readonly string[]): boolean {
  return words.some((word) => word === 'test' || word === 'tests' || word === 'testing' || word === 'ci');
}

/** A `.pem` may be a certificate; a word of its name or its folder tells. */
function isKeyFile(path: string, name: string, words: readonly string[]): boolean {
  if (words.some((word) => publicFileWords.includes(word))) return false;
  if (name.endsWith('.key') || keyEndings.some((ending) => name.endsWith(ending))) return true;
  if (!/\.(?:pem|der|pk8)$/.test(name)) return false;
  if (words.some((word) => word.endsWith('key') || word.startsWith('priv'))) return true;
  return wordsOf(path).some((word) => word === 'private' || word === 'ssh' || word === 'keys');
}

/** A file that an instruction copies into the image and that is a secret by its path. */
export interface CopiedSecret {
  /** As it is written. */
  readonly path: string;
  readonly kind: SecretFileKind;
  readonly span: Span;
  /** The path within the build's context; undefined for a pattern and for a file of another stage. */
  readonly context: string | undefined;
}

/**
 * Secrets among what COPY or ADD takes, from the build's context or from another stage of the file. Variables, patterns
 * that may mean anything, and files of other images are passed over.
 */
export function secretsCopiedBy(instruction: Instruction, stages: readonly Stage[]): readonly CopiedSecret[] {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return [];
  const { words, flags } = instruction;
  const from = flags.find(({ name }) => name === 'from')?.value;
  if (from !== undefined && !stages.some(({ index, name }) => String(index) === from || name === from.toLowerCase())) {
    return [];
  }
  return words.slice(0, -1).flatMap(({ text, literal, span }): readonly CopiedSecret[] => {
    // Of patterns only `.env*` says what is meant.
    const path = text.replace(/(^|\/)\.env\.?\*$/, '$1.env');
    if (!literal || /^<<|[*?[\]]|^[a-z+]+:\/\//i.test(path)) return [];
    const kind = secretFileOf(path);
    if (kind === undefined) return [];
    const context = from === undefined && path === text ? text.replace(/^\/+/, '') : undefined;
    return [{ path: text, kind, span, context }];
  });
}
