import { escapeMarkdown } from '../../core/engine/hover.js';
import type { HoverKey } from '../../core/engine/hover-key.js';
import type { InsightPlace } from '../../core/engine/insight.js';
import type { DocumentPlace } from '../../core/model/document.js';
import type { Heap } from '../../core/model/heap.js';
import { folderOf, relativePath } from '../../core/model/path.js';
import type { Text } from '../../core/text.js';
import { visible } from '../../core/visible.js';

/** Reckons with the numbers of the files for one place. */
export interface Insight {
  /** Equal to the file's name. */
  readonly id: string;
  /** Topics whose findings it completes. */
  readonly topics: readonly string[];
  /** Whether the word under the cursor asks for it. */
  isAskedBy(key: HoverKey): boolean;
  /** Lines of Markdown; undefined where a number that it needs is not known. */
  tell(place: InsightPlace): readonly string[] | undefined;
}

/** Text of a file between backticks. */
export function code(text: string): string {
  return `\`${visible(text.replace(/`/g, '').replace(/\s+/g, ' '))}\``;
}

/** Text of a file in running text. */
export const plain = escapeMarkdown;

/** What the size of a heap is called: only managed runtimes have one. */
export const heapNames: Readonly<Record<Heap['runtime'], Text>> = {
  jvm: { en: 'heap', ru: 'куча' },
  node: { en: 'heap', ru: 'куча' },
  dotnet: { en: 'heap', ru: 'куча' },
  go: { en: 'Go runtime', ru: 'среда Go' },
  redis: { en: 'data', ru: 'данные' },
  postgres: { en: 'shared buffers', ru: 'общие буферы' },
  mysql: { en: 'buffer pool', ru: 'пул буферов' },
};

/** The text with a capital at its head, to begin a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const cells = 20;

/** A share as a line of cells. More than the whole ends in an arrow. */
export function bar(percent: number): string {
  const full = Math.max(0, Math.min(cells, Math.round((percent / 100) * cells)));
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)}${percent > 100 ? '▶' : ''}`;
}

/** Marks on a line of time, in their order: `T+0 SIGTERM ── T+10 s SIGKILL`. */
export function timeline(marks: readonly { readonly at: number; readonly mark: string }[]): string {
  return code(
    [...marks]
      .sort((a, b) => a.at - b.at)
      .map(({ mark }) => mark)
      .join(' ── '),
  );
}

/** Where something is written, as seen from the place: `api/Dockerfile:2`, or `:12` for a line of the same file. */
export function nameOfPlace(place: InsightPlace, { document, span }: DocumentPlace): string {
  const line = place.lineOf(document, span.start);
  const path = relativePath(folderOf(place.document.path), document.path);
  return code(line === undefined ? path : `${path}:${line}`);
}

/** True when the place stands on the same line, so that naming the other would tell nothing new. */
export function isHere({ document, span, lineOf }: InsightPlace, other: DocumentPlace): boolean {
  return document === other.document && lineOf(document, span.start) === lineOf(document, other.span.start);
}

/** True for a key, or the value of a key, whose path ends in one of these. */
export function endsIn(key: HoverKey, ...paths: readonly string[]): boolean {
  if (key.kind !== 'key') return false;
  const path = `.${key.path.join('.')}`;
  return paths.some((end) => path.endsWith(`.${end}`));
}

/** True for a key with this name, and for everything below it. */
export function isUnder(key: HoverKey, ...names: readonly string[]): boolean {
  return key.kind === 'key' && key.path.some((name) => names.includes(name));
}

/** True for a keyword of a Dockerfile, its flags included. */
export function isInstruction(key: HoverKey, ...keywords: readonly string[]): boolean {
  return (key.kind === 'instruction' || key.kind === 'flag') && keywords.includes(key.keyword);
}
