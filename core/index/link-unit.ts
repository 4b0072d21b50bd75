import { grouped } from '../grouped.js';
import { remember } from '../kept.js';
import type { Document } from '../model/document.js';
import { folderOf } from '../model/path.js';
import type { Index } from './index.js';

/**
 * True when both files are surely applied together: they lie in one folder, in the templates of one chart, or are used
 * by one kustomization, through its bases and components as well. Objects of different units do not meet.
 */
export function sameUnit(index: Index, a: string, b: string): boolean {
  if (a === b) return true;
  const units = unitsOf(index, a);
  return unitsOf(index, b).some((unit) => units.includes(unit));
}

/** Names of all units a file belongs to: its folder, its chart, the kustomizations that apply it. */
export function unitsOf(index: Index, path: string): readonly string[] {
  const own = ownUnits(path);
  const appliedBy = index.derive(hasKustomizations) ? index.ask(unitsAround, path) : [];
  return appliedBy.length === 0 ? own : [...own, ...appliedBy];
}

/** Joins ask for the same few paths again and again. */
const ownUnits = remember(1000, (path): readonly string[] => {
  const chart = chartOf(path);
  return [`folder ${folderOf(path)}`, ...(chart === undefined ? [] : [`chart ${chart}`])];
});

const hasKustomizations = (index: Index) =>
  index.entries('file').some(({ document }) => document.variant === 'Kustomization');

const unitsAround = (index: Index, path: string): readonly string[] => index.derive(kustomized).get(path) ?? [];

/** For each file, the units of the kustomizations that apply it. */
function kustomized(index: Index): ReadonlyMap<string, readonly string[]> {
  const uses = kustomizations(index);
  const inFolder = grouped([...uses.keys()], folderOf);
  const pairs = [...uses.keys()].flatMap((kustomization) =>
    [...closure(kustomization, uses, inFolder)].map((path) => ({ path, kustomization })),
  );
  const found = new Map<string, readonly string[]>();
  for (const [path, own] of grouped(pairs, (pair) => pair.path)) {
    found.set(
      path,
      own.map(({ kustomization }) => `kustomization ${kustomization}`),
    );
  }
  return found;
}

/**
 * True when every file of the unit was read whole, so that what none of them defines is not defined. A template, a
 * patch or a syntax error may hide an object.
 */
export function isUnitComplete(index: Index, path: string): boolean {
  if (index.incomplete) return false;
  return index.ask(isUnitWhole, path);
}

function isUnitWhole(index: Index, path: string): boolean {
  const partial = index.derive(partialUnits);
  return !unitsOf(index, path).some((unit) => partial.has(unit));
}

/** Units of files that are not all there. */
function partialUnits(index: Index): ReadonlySet<string> {
  const types = ['workload', 'object', 'selector', 'scaler'] as const;
  const all = types.flatMap((type): readonly { readonly document: Document }[] => index.entries(type));
  const paths = new Set(
    all.filter(({ document }) => document.partial !== undefined).map(({ document }) => document.path),
  );
  return new Set([...paths].flatMap((path) => unitsOf(index, path)));
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
function closure(
  start: string,
  uses: ReadonlyMap<string, readonly string[]>,
  inFolder: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const files = new Set<string>();
  const pending = [start];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    pending.push(...(uses.get(path) ?? []), ...(inFolder.get(path) ?? []));
  }
  return files;
}
