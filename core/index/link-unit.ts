import { folderOf } from '../model/path.js';
import type { Index } from './index.js';

/**
 * True when both files are surely applied together: they lie in one folder, in the templates of one chart, or are used
 * by one kustomization, through its bases and components as well. Objects of different units do not meet.
 */
export function sameUnit(index: Index, a: string, b: string): boolean {
  if (a === b || folderOf(a) === folderOf(b)) return true;
  const chart = chartOf(a);
  if (chart !== undefined && chart === chartOf(b)) return true;
  return index.derive(kustomized).some((files) => files.has(a) && files.has(b));
}

/** For each kustomization, all files it applies. */
function kustomized(index: Index): readonly ReadonlySet<string>[] {
  const uses = kustomizations(index);
  return [...uses.keys()].map((kustomization) => closure(kustomization, uses));
}

/**
 * True when every file of the unit was read whole, so that what none of them defines is not defined. A template, a
 * patch or a syntax error may hide an object.
 */
export function isUnitComplete(index: Index, path: string): boolean {
  if (index.incomplete) return false;
  const types = ['workload', 'object', 'selector', 'scaler'] as const;
  return types.every((type) =>
    index
      .entries(type)
      .every(({ document }) => document.partial === undefined || !sameUnit(index, path, document.path)),
  );
}

/** The folder of a chart, for a file under its `templates`. */
function chartOf(path: string): string | undefined {
  const at = path.indexOf('/templates/');
  return at < 0 ? undefined : path.slice(0, at);
}

/** Paths that each kustomization uses, by the path of the kustomization. */
function kustomizations(index: Index): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  for (const { fact, document } of index.entries('file')) {
    if (document.variant !== 'Kustomization') continue;
    const list = uses.get(document.path);
    if (list) list.push(fact.path);
    else uses.set(document.path, [fact.path]);
  }
  return uses;
}

/** All files that a kustomization applies. A folder in its list stands for the kustomization in it. */
function closure(start: string, uses: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const files = new Set<string>();
  const pending = [start];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    pending.push(...(uses.get(path) ?? []));
    for (const other of uses.keys()) if (folderOf(other) === path) pending.push(other);
  }
  return files;
}
