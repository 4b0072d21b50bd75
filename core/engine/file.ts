import { type Detection, isBinary, type Surroundings } from '../kinds/detect.js';
import { createParses, type Parses } from '../kinds/parses.js';
import { adoptDocuments, type ReadDocument, readFile } from '../kinds/read.js';
import { type ShippedDocument, ship } from '../kinds/resting.js';
import type { YamlFormats } from '../kinds/yaml-formats.js';
import type { PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import { indexLines, type LineIndex } from '../span.js';
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
  readonly lines: () => LineIndex;
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

/** Reads a file, taking over what an earlier state of it already knows. A reader that throws refuses this file alone. */
export function openFile(
  input: FileInput,
  outside: SeenFromOutside,
  before: OpenFile | undefined,
  life: FileLife,
  yaml: () => YamlFormats,
): ReadOutcome {
  if (isBinary(input.text)) return { refused: texts.binary };
  const partial = partialOf(input.detection, outside);
  const cache = before?.cache ?? (life.rests ? noYamlCache : createYamlCache)(parseBy(yaml));
  const parses = before?.parses ?? (life.rests ? undefined : createParses((text) => yaml().readQuery(text)));
  try {
    const documents = readFile(input.path, input.text, {
      format: input.format,
      partial,
      targets: outside.targets,
      yaml,
      cache,
      ...(parses && { parses }),
      before: before !== undefined && readsAlike(before, input, outside, partial) ? before.documents : [],
      woke: life.woke,
    });
    // Facts are asked for here, so that one that cannot be computed does not take the index down with it.
    for (const { document } of documents) void document.facts;
    return withDocuments(input, () => input.text, { outside, documents, cache, parses });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { refused: { en: `internal error: ${message}`, ru: `внутренняя ошибка: ${message}` } };
  }
}

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
  const cache = noYamlCache(parseBy(yaml));
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
  return withDocuments(file, textOf, { outside, documents, cache, parses: undefined });
}

function withDocuments(
  file: Omit<FileInput, 'text' | 'surroundings'> & Pick<Partial<FileInput>, 'surroundings'>,
  textOf: () => string,
  read: Pick<OpenFile, 'outside' | 'documents' | 'cache' | 'parses'>,
): OpenFile {
  const { path, format, detection, context, surroundings } = file;
  let lines: LineIndex | undefined;
  return {
    path,
    format,
    detection,
    context,
    surroundings,
    ...read,
    get text() {
      return textOf();
    },
    lines() {
      lines ??= indexLines(textOf());
      return lines;
    },
    rest() {
      for (const document of read.documents) document.rest();
      lines = undefined;
    },
  };
}

function partialOf(detection: Detection, outside: SeenFromOutside): PartialReason | undefined {
  return detection.partial ?? (outside.isPartial ? 'patch' : undefined);
}

const texts = {
  binary: { en: 'binary content', ru: 'двоичное содержимое' },
} satisfies Record<string, Text>;

function readsAlike(
  before: OpenFile,
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
