import type { EvidenceFile } from '../readiness/evidence-files.js';
import { indexLines, type LineIndex } from '../span.js';

/** Lines of open files and of evidence files, each indexed once. */
export function createLines(
  looked: readonly EvidenceFile[],
  ofOpen: (path: string) => LineIndex | undefined,
): (path: string) => LineIndex {
  const texts = new Map(looked.map(({ path, text }) => [path, text]));
  const known = new Map<string, LineIndex>();
  return (path) => {
    const lines = ofOpen(path) ?? known.get(path) ?? indexLines(texts.get(path) ?? '');
    known.set(path, lines);
    return lines;
  };
}
