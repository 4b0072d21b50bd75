import type { Document, PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import type { YamlCache } from '../yaml/cache.js';
import type { YamlDocument } from '../yaml/document.js';
import { readDockerfile } from './dockerfile.js';
import { move } from './document.js';
import type { Parses } from './parses.js';
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
  readonly parses?: Parses;
  /** What the file was read as before, under the same options: documents whose text is unchanged are taken over. */
  readonly before: readonly ReadDocument[];
}

/** A document with the tree it was read from; a Dockerfile has none. */
export interface ReadDocument {
  readonly document: Document;
  readonly yaml: YamlDocument | undefined;
}

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
    const { partial, targets, parses } = options;
    const read = again(text, 0) ?? {
      document: readDockerfile({ path, text, base: 0, partial, targets, parses }),
      yaml: undefined,
    };
    parses?.nextRound();
    return [read];
  }
  const found: ReadDocument[] = [];
  for (const { start, end } of options.yaml().split(text)) {
    const piece = text.slice(start, end);
    const read = again(piece, start) ?? readPiece(path, piece, start, options);
    if (read !== undefined) found.push(read);
  }
  options.cache.nextRound();
  options.parses?.nextRound();
  return found;
}

function readPiece(path: string, text: string, base: number, options: ReadOptions): ReadDocument | undefined {
  const { format, partial, cache, parses } = options;
  const head = format === 'kubernetes' && partial !== 'template' ? options.yaml().definitionHead(text) : undefined;
  const yaml = head ?? cache.parse(text, { templates: partial === 'template' });
  // Our configuration is one by its path, whatever is in it.
  const kind =
    format === 'seaworthy' ? { format } : options.yaml().kindOfDocument(yaml.root({ open: true }), path, format);
  // A syntax error may hide what a document is; then it is what its file was detected as, so that the error is told.
  const found = kind?.format ?? (yaml.problems.length > 0 ? format : undefined);
  if (found === undefined || found === 'dockerfile') return undefined;
  return {
    document: options
      .yaml()
      .readDocument(found, { path, text, base, partial, yaml, parses, skimmed: head !== undefined }),
    yaml,
  };
}
