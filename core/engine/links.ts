import type { FactOf } from '../index/facts.js';
import type { Index } from '../index/index.js';
import { folderOf } from '../model/path.js';

/** What the files of a workspace say about each other's paths. */
export interface Links {
  /** What builds in the workspace name as their Dockerfiles, whatever they are called, with the stages they select. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files that are laid over others, or others over them. */
  readonly partial: ReadonlySet<string>;
  /** Paths that must be read for others to be judged: Dockerfiles of services, patches, extended Compose files. */
  readonly wanted: readonly string[];
  /** Paths of files that are none of ours: env files, files of secrets, files that are copied, `package.json`. */
  readonly referred: readonly string[];
}

/** Roles of files that are described and never opened. */
const handedIn: ReadonlySet<FactOf<'file'>['role']> = new Set(['env', 'secret', 'copied', 'package'] as const);

/** Reads the links out of the facts. Plain data, so that links that have not changed are told apart from others. */
export function readLinks(index: Index): Links {
  const targets = new Map<string, Set<string>>();
  for (const { fact } of index.entries('build')) {
    const known = targets.get(fact.dockerfile) ?? new Set<string>();
    targets.set(fact.dockerfile, known);
    if (fact.target !== undefined) known.add(fact.target);
  }
  const files = index.entries('file').map(({ fact }) => fact);
  const patches = new Set(files.filter(({ role }) => role === 'patch').map(({ path }) => path));
  const patched = patchedFiles(index);
  const referred = files.filter(({ role }) => handedIn.has(role));
  const extended = files.filter(({ role }) => role === 'extended').map(({ path }) => path);
  return {
    targets,
    partial: new Set([...patches, ...patched]),
    wanted: [...new Set([...targets.keys(), ...patches, ...extended])].sort(),
    referred: [...new Set(referred.map(({ path }) => path))].sort(),
  };
}

/**
 * Files whose objects a kustomization completes: its resources and, where those are folders, the resources of the
 * kustomization in them. What they lack may stand in the patch.
 */
function patchedFiles(index: Index): ReadonlySet<string> {
  const inFolder = new Map<string, string[]>();
  const pending: string[] = [];
  for (const { fact, document } of index.entries('file')) {
    if (document.variant !== 'Kustomization') continue;
    const folder = folderOf(document.path);
    const known = inFolder.get(folder) ?? [];
    inFolder.set(folder, known);
    known.push(fact.path);
    if (fact.role === 'patched') pending.push(fact.path);
  }
  const files = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    pending.push(...(inFolder.get(path) ?? []));
  }
  return files;
}
