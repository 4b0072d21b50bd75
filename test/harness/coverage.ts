import type { Format } from '../../core/model/format.js';
import { openFiles } from './case.js';
import { type Case, readCases } from './pages.js';

/** In which formats the page of a rule shows it. */
export interface PageExamples {
  /** Formats of files that the rule has findings in. */
  readonly bad: ReadonlySet<Format>;
  /** Formats of examples that the rule has nothing to say about. */
  readonly good: ReadonlySet<Format>;
  /** Formats of files that the page shows as the fixes leave them. */
  readonly fixed: ReadonlySet<Format>;
}

/** Reads the page of a rule. An example counts for the formats of its files as the engine recognises them. */
export function pageExamples(page: string, markdown: string): PageExamples {
  const bad = new Set<Format>();
  const good = new Set<Format>();
  const fixed = new Set<Format>();
  for (const example of readCases(page, markdown)) {
    const formats = formatsOf(example);
    const main = formats.get(example.files[0]?.path ?? '');
    if (example.expect === 'good') {
      if (main !== undefined) good.add(main);
      continue;
    }
    for (const line of example.findings ?? []) {
      // With several files each line begins with the path of its own.
      const own = [...formats].find(([path]) => example.files.length > 1 && line.startsWith(`${path}:`))?.[1] ?? main;
      if (own !== undefined) bad.add(own);
    }
    for (const { path } of example.fixed ?? []) {
      const format = formats.get(path);
      if (format !== undefined) fixed.add(format);
    }
  }
  return { bad, good, fixed };
}

function formatsOf({ files }: Case): ReadonlyMap<string, Format> {
  const formats = new Map<string, Format>();
  for (const { path, kind } of openFiles(files).checkAll()) formats.set(path.slice('/project/'.length), kind);
  return formats;
}
