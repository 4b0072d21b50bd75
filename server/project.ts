import type { OpenOptions } from '../core/checker.js';
import type { Detection } from '../core/kinds/detect.js';
import { folderOf, nameOf } from '../core/model/path.js';
import type { Steps } from '../core/steps.js';
import type { Workspace } from '../core/workspace.js';

/**
 * One workspace folder with its own engine, so that the editor finds in it what the command line finds there. Files
 * outside every folder share a project without a root.
 */
export interface Project {
  readonly root: string | undefined;
  readonly workspace: Workspace;
  /** Files of the folder, found on disk. */
  readonly listed: Set<string>;
  /** Files outside the list that others refer to. */
  readonly context: Set<string>;
  /** Files that others refer to and that do not exist. */
  readonly absent: Set<string>;
  /** What configurations that are links lead to, by their paths. */
  readonly links: Map<string, string>;
  /** Files of others that were looked into, because files of ours refer to them. */
  readonly described: Set<string>;
  /** Names of our files by their folder; what a file's surroundings are. */
  readonly siblings: Map<string, ReadonlySet<string>>;
  /**
   * True once the files are in: rules that look across files would take the unread for the missing. Files without a
   * folder are all there is of theirs.
   */
  complete: boolean;
  /** True when files came or went while the folder was read, so that its list may lack them. */
  outdated: boolean;
  /** True when the folder holds more files than were read: there are too many, or a person stopped the scan. */
  truncated: boolean;
}

export function createProject(root: string | undefined, workspace: Workspace): Project {
  return {
    root,
    workspace,
    listed: new Set(),
    context: new Set(),
    absent: new Set(),
    links: new Map(),
    described: new Set(),
    siblings: new Map(),
    complete: root === undefined,
    outdated: false,
    truncated: false,
  };
}

/** Hands a text to the engine, with what is known of the file's surroundings. */
export function openInProject(project: Project, path: string, text: string, context = false): Detection {
  return project.workspace.open(path, text, openOptions(project, path, context));
}

/** Reads in steps what handing it in then takes over. */
export function openAhead(project: Project, path: string, text: string, context = false): Steps<void> {
  return project.workspace.openAhead(path, text, openOptions(project, path, context));
}

function openOptions(project: Project, path: string, context: boolean): OpenOptions {
  const siblings = project.siblings.get(folderOf(path));
  return { context, ...(siblings ? { surroundings: { siblings } } : {}) };
}

/** Notes which of our files stand together. Folders whose names are the same keep their set. */
export function noteSiblings(project: Project, paths: Iterable<string>): void {
  const found = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = folderOf(path);
    const names = found.get(folder);
    if (names) names.add(nameOf(path));
    else found.set(folder, new Set([nameOf(path)]));
  }
  for (const [folder, names] of found) {
    const known = project.siblings.get(folder);
    if (!known || known.size !== names.size || [...names].some((name) => !known.has(name))) {
      project.siblings.set(folder, names);
    }
  }
}
