import { once } from '../kept.js';
import { type Detection, isBinary, type Surroundings } from '../kinds/detect.js';
import { createParses, type Parses } from '../kinds/parses.js';
import { adoptDocuments, type ReadDocument, type ReadOptions, readAhead, readFile } from '../kinds/read.js';
import { type ShippedDocument, ship } from '../kinds/resting.js';
import type { YamlFormats } from '../kinds/yaml-formats.js';
import type { PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import { indexLines, type LineIndex } from '../span.js';
import type { Steps } from '../steps.js';
import type { Text } from '../text.js';
import { createYamlCache, noYamlCache, type YamlCache } from '../yaml/cache.js';

/** A file as it was opened. */
export interface FileInput {
  readonly path: string;
  readonly text: string;
  readonly format: Format;
  readonly detection: Detection;
  readonly context: boolean;
  readonly surroundings: Surroundings | undefined;
}

/** What other files of the workspace say about a file. */
export interface SeenFromOutside {
  /** Stages that builds select; empty: only the last one is known to be shipped. */
  readonly targets: ReadonlySet<string>;
  /** True when another file is laid over it or it over another: a Kustomize patch, or what one completes. */
  readonly isPartial: boolean;
}

/** An open file with its documents. */
export interface OpenFile extends FileInput {
  readonly outside: SeenFromOutside;
  lines(): LineIndex;
  readonly documents: readonly ReadDocument[];
  readonly cache: YamlCache;
  /** Undefined for one that rests. */
  readonly parses: Parses | undefined;
  /** Lets go of everything that can be made again from the text. */
  rest(): void;
}

/** How a file is kept. */
export interface FileLife {
  /** True when it may be put at rest and is not edited: then nothing is kept beside its text that can be made again. */
  readonly rests: boolean;
  /** Told whenever a document of it is read. */
  woke(): void;
}

export type ReadOutcome = OpenFile | { readonly refused: Text };

/** A state of a file whose documents the next one takes over where their text is the same. */
export type KnownState = Pick<OpenFile, 'format' | 'detection' | 'outside' | 'documents' | 'cache' | 'parses'>;

/** Reads a file, taking over what is known of it already. A reader that throws refuses this file alone. */
export function openFile(
  input: FileInput,
  outside: SeenFromOutside,
  known: readonly KnownState[],
  life: FileLife,
  yaml: () => YamlFormats,
): ReadOutcome {
  if (isBinary(input.text)) return { refused: texts.binary };
  try {
    const how = readOptions(input, outside, known, life, yaml);
    const documents = readFile(input.path, input.text, how);
    // Facts are asked for here, so that one that cannot be computed does not take the index down with it.
    for (const { document } of documents) void document.facts;
    return new Opened(input, input.text, { outside, documents, cache: how.cache, parses: how.parses });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { refused: { en: `internal error: ${message}`, ru: `внутренняя ошибка: ${message}` } };
  }
}

/** Reads in steps what is not known of a file yet. */
export function* openAhead(
  input: FileInput,
  outside: SeenFromOutside,
  known: readonly KnownState[],
  life: FileLife,
  yaml: () => YamlFormats,
): Steps<KnownState | undefined> {
  if (isBinary(input.text)) return undefined;
  const { format, detection } = input;
  const how = readOptions(input, outside, known, life, yaml);
  try {
    const documents = yield* readAhead(input.path, input.text, how);
    return { format, detection, outside, documents, cache: how.cache, parses: how.parses };
  } catch {
    // Reading it meets the same fault, and tells it.
    return undefined;
  }
}

function readOptions(
  input: FileInput,
  outside: SeenFromOutside,
  known: readonly KnownState[],
  life: FileLife,
  yaml: () => YamlFormats,
): ReadOptions {
  const partial = partialOf(input.detection, outside);
  const [first] = known;
  return {
    format: input.format,
    partial,
    targets: outside.targets,
    yaml,
    cache: first?.cache ?? (life.rests ? nothingKept(yaml) : createYamlCache(parseBy(yaml))),
    parses: first?.parses ?? (life.rests ? undefined : createParses((text) => yaml().readQuery(text))),
    before: known.filter((state) => readsAlike(state, input, outside, partial)).flatMap(({ documents }) => documents),
    woke: life.woke,
  };
}

/** One for all files of a checker. */
const nothingKept = once((yaml: () => YamlFormats) => noYamlCache(parseBy(yaml)));

/** What reads YAML is asked for when there is something to read. */
function parseBy(yaml: () => YamlFormats): YamlFormats['parse'] {
  return (text, options) => yaml().parse(text, options);
}

/** A file as it is handed to another thread: plain data. */
export interface ShippedFile extends Omit<FileInput, 'text' | 'surroundings'> {
  readonly outside: SeenFromOutside;
  readonly documents: readonly ShippedDocument[];
}

/** Nothing is read for it. */
export function shipFile({ path, format, detection, context, outside, documents }: OpenFile): ShippedFile {
  return { path, format, detection, context, outside, documents: documents.map(ship) };
}

/** A file that was read elsewhere. */
export function adoptFile(
  { documents: shipped, ...file }: ShippedFile,
  textOf: () => string,
  life: FileLife,
  yaml: () => YamlFormats,
): OpenFile {
  const { path, format, detection, outside } = file;
  const cache = nothingKept(yaml);
  const documents = adoptDocuments(
    path,
    textOf,
    {
      format,
      partial: partialOf(detection, outside),
      targets: outside.targets,
      yaml,
      cache,
      woke: life.woke,
    },
    shipped,
  );
  return new Opened(file, textOf, { outside, documents, cache, parses: undefined });
}

/** Of files there are many: see `core/kinds/resting.ts`. */
class Opened implements OpenFile {
  readonly path: string;
  readonly format: Format;
  readonly detection: Detection;
  readonly context: boolean;
  readonly surroundings: Surroundings | undefined;
  readonly outside: SeenFromOutside;
  readonly documents: readonly ReadDocument[];
  readonly cache: YamlCache;
  readonly parses: Parses | undefined;
  readonly #text: string | (() => string);
  #lines: LineIndex | undefined;

  constructor(
    file: Omit<FileInput, 'text' | 'surroundings'> & Pick<Partial<FileInput>, 'surroundings'>,
    text: string | (() => string),
    { outside, documents, cache, parses }: Pick<OpenFile, 'outside' | 'documents' | 'cache' | 'parses'>,
  ) {
    this.path = file.path;
    this.format = file.format;
    this.detection = file.detection;
    this.context = file.context;
    this.surroundings = file.surroundings;
    this.outside = outside;
    this.documents = documents;
    this.cache = cache;
    this.parses = parses;
    this.#text = text;
  }

  get text() {
    return typeof this.#text === 'string' ? this.#text : this.#text();
  }

  lines() {
    this.#lines ??= indexLines(this.text);
    return this.#lines;
  }

  rest() {
    for (const document of this.documents) document.rest();
    this.#lines = undefined;
  }
}

function partialOf(detection: Detection, outside: SeenFromOutside): PartialReason | undefined {
  return detection.partial ?? (outside.isPartial ? 'patch' : undefined);
}

const texts = {
  binary: { en: 'binary content', ru: 'двоичное содержимое' },
} satisfies Record<string, Text>;

function readsAlike(
  before: KnownState,
  input: FileInput,
  outside: SeenFromOutside,
  partial: PartialReason | undefined,
): boolean {
  const partialBefore = partialOf(before.detection, before.outside);
  return (
    before.format === input.format && partialBefore === partial && sameSet(before.outside.targets, outside.targets)
  );
}

/** True when both say the same about a file, so that it need not be read again. */
export function sameOutside(a: SeenFromOutside, b: SeenFromOutside): boolean {
  return a.isPartial === b.isPartial && sameSet(a.targets, b.targets);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
