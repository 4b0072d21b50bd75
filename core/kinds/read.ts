import type { PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import { finish, type Steps } from '../steps.js';
import type { YamlCache } from '../yaml/cache.js';
import { readDockerfile } from './dockerfile.js';
import { type DocumentInput, move } from './document.js';
import type { Parses } from './parses.js';
import { createResting, type Reading, type RestingDocument, type ShippedDocument } from './resting.js';
import type { YamlFormats } from './yaml-formats.js';

export interface ReadOptions {
  /** What the file was detected as. */
  readonly format: Format;
  readonly partial: PartialReason | undefined;
  /** Names (lower case) and numbers of the stages that builds in the workspace select, for a Dockerfile. */
  readonly targets: ReadonlySet<string>;
  /** Asked for by files of YAML alone. */
  readonly yaml: () => YamlFormats;
  readonly cache: YamlCache;
  readonly parses?: Parses | undefined;
  /** What the file was read as before, under the same options: documents whose text is unchanged are taken over. */
  readonly before: readonly ReadDocument[];
  /** Told whenever a document of the file is read. */
  readonly woke?: () => void;
}

/** A document of a file, with the tree it was read from; a Dockerfile has none. */
export type ReadDocument = RestingDocument;

/** The documents of a file, in order. Documents of a stream that are none of ours are left out. */
export function readFile(path: string, text: string, options: ReadOptions): readonly ReadDocument[] {
  const before = new Map(options.before.map((read) => [read.document.text, read]));
  const again = (piece: string, base: number): ReadDocument | undefined => {
    const known = before.get(piece);
    // Each is taken over once: two documents of equal text are two documents.
    before.delete(piece);
    if (known) move(known.document, base);
    return known;
  };
  if (options.format === 'dockerfile') {
    const { partial, targets, woke } = options;
    const read = (): Reading => {
      return { document: readDockerfile({ path, text, base: 0, partial, targets }), yaml: undefined };
    };
    const known = again(text, 0) ?? mayRest(read(), read, woke);
    return known ? [known] : [];
  }
  const found: ReadDocument[] = [];
  for (const { start, end } of options.yaml().split(text)) {
    const piece = text.slice(start, end);
    const read = again(piece, start) ?? finish(readPiece(path, piece, start, options));
    if (read !== undefined) found.push(read);
  }
  options.cache.nextRound();
  options.parses?.nextRound();
  return found;
}

/**
 * Reads in steps what of a file of YAML was not read before, for `before` of its reading. Nothing is moved: who knows the
 * file as it was goes on with it.
 */
export function* readAhead(path: string, text: string, options: ReadOptions): Steps<readonly ReadDocument[]> {
  if (options.format === 'dockerfile') return [];
  const known = new Set(options.before.map(({ document }) => document.text));
  const found: ReadDocument[] = [];
  for (const { start, end } of options.yaml().split(text)) {
    const piece = text.slice(start, end);
    if (known.has(piece)) continue;
    const read = yield* readPiece(path, piece, start, options);
    yield;
    if (read === undefined) continue;
    yield* read.document.ahead();
    // Asked for here, while there is time.
    void read.document.facts;
    found.push(read);
  }
  return found;
}

/** Undefined when it is none of ours. */
function* readPiece(path: string, text: string, base: number, options: ReadOptions): Steps<ReadDocument | undefined> {
  // Not the options themselves: they lead to what the file was before.
  const { format, partial, yaml, cache, parses, woke } = options;
  const read = () => readYaml({ path, text, base, partial, parses }, format, yaml(), cache);
  return mayRest(yield* read(), () => finish(read()), woke);
}

/** The documents of a file that was read elsewhere: they rest until somebody asks for more than is known of them. */
export function adoptDocuments(
  path: string,
  textOf: () => string,
  { format, partial, targets, yaml, cache, parses, woke }: Omit<ReadOptions, 'before'>,
  shipped: readonly ShippedDocument[],
): readonly ReadDocument[] {
  return shipped.map(({ length, facts, ...note }) => {
    const { base } = note;
    const text = (): string => textOf().slice(base, base + length);
    const read = (): Reading | undefined => {
      const input = { path, text: text(), base, partial, parses };
      return format === 'dockerfile'
        ? { document: readDockerfile({ ...input, targets }), yaml: undefined }
        : finish(readYaml(input, format, yaml(), cache));
    };
    return createResting(note, wakeBy(read, woke), { text, facts });
  });
}

/** Undefined when it is none of ours. `read` is what it was read with at first. */
function mayRest(
  first: Reading | undefined,
  read: () => Reading | undefined,
  woke: (() => void) | undefined,
): ReadDocument | undefined {
  if (first === undefined) return undefined;
  woke?.();
  return createResting(first.document, wakeBy(read, woke), first);
}

function wakeBy(read: () => Reading | undefined, woke: (() => void) | undefined): () => Reading {
  return () => {
    const reading = read();
    if (reading === undefined) throw new Error('read otherwise than before');
    woke?.();
    return reading;
  };
}

function* readYaml(
  input: DocumentInput,
  format: Format,
  formats: YamlFormats,
  cache: YamlCache,
): Steps<Reading | undefined> {
  const { path, text, base, partial, parses } = input;
  const head = format === 'kubernetes' && partial !== 'template' ? formats.definitionHead(text) : undefined;
  const yaml = head ?? (yield* cache.inSteps(text, { templates: partial === 'template' }));
  // Our configuration is one by its path, whatever is in it.
  const kind = format === 'seaworthy' ? { format } : formats.kindOfDocument(yaml.root({ open: true }), path, format);
  // A syntax error may hide what a document is; then it is what its file was detected as, so that the error is told.
  const found = kind?.format ?? (yaml.problems.length > 0 ? format : undefined);
  if (found === undefined || found === 'dockerfile') return undefined;
  const skimmed = head !== undefined;
  return { document: formats.readDocument(found, { path, text, base, partial, parses, yaml, skimmed }), yaml };
}
