import { type Detection, isBinary, type Surroundings } from '../kinds/detect.js';
import { lazy } from '../kinds/document.js';
import { createParses, type Parses } from '../kinds/parses.js';
import { type ReadDocument, readFile } from '../kinds/read.js';
import type { YamlFormats } from '../kinds/yaml-formats.js';
import type { PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import { indexLines, type LineIndex } from '../span.js';
import type { Text } from '../text.js';
import { createYamlCache, type YamlCache } from '../yaml/cache.js';

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
  readonly parses: Parses;
}

export type ReadOutcome = OpenFile | { readonly refused: Text };

/** Reads a file, taking over what an earlier state of it already knows. A reader that throws refuses this file alone. */
export function openFile(
  input: FileInput,
  outside: SeenFromOutside,
  before: OpenFile | undefined,
  yaml: () => YamlFormats,
): ReadOutcome {
  if (isBinary(input.text)) return { refused: texts.binary };
  const partial = input.detection.partial ?? (outside.isPartial ? 'patch' : undefined);
  const cache = before?.cache ?? createYamlCache((text, options) => yaml().parse(text, options));
  const parses = before?.parses ?? createParses((text) => yaml().readQuery(text));
  try {
    const documents = readFile(input.path, input.text, {
      format: input.format,
      partial,
      targets: outside.targets,
      yaml,
      cache,
      parses,
      before: before !== undefined && readsAlike(before, input, outside, partial) ? before.documents : [],
    });
    // Facts are asked for here, so that one that cannot be computed does not take the index down with it.
    for (const { document } of documents) void document.facts;
    return { ...input, outside, lines: lazy(() => indexLines(input.text)), documents, cache, parses };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { refused: { en: `internal error: ${message}`, ru: `внутренняя ошибка: ${message}` } };
  }
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
  const partialBefore = before.detection.partial ?? (before.outside.isPartial ? 'patch' : undefined);
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
