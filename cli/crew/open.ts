import type { Checker } from '../../core/checker.js';
import type { Progress } from '../progress.js';
import { createCrew, type Known, type StartThread } from './crew.js';
import type { Listed, Start } from './messages.js';
import { shareTexts } from './texts.js';

/** How many threads share the work, and what starts each. */
export interface CrewPlan {
  readonly size: number;
  readonly load: () => Promise<StartThread>;
}

/** Files that a crew has opened for a workspace, which knows their facts once it takes them. */
export interface Together {
  /** Takes a file into the workspace as it was opened, or refused. False: nobody has come to it, or it is none of ours. */
  take(path: string): boolean;
  /** Has files checked; the workspace then knows what was found in them. */
  check(known: Omit<Known, 'refused'>, paths: readonly string[], progress: Progress): Promise<void>;
  close(): void;
}

/** Has files opened whose texts are given. */
export async function openTogether(
  workspace: Checker,
  files: readonly Listed[],
  texts: ReadonlyMap<string, string>,
  { size, load }: CrewPlan,
  data: Omit<Start, 'texts'>,
  progress: Progress | undefined,
): Promise<Together> {
  const { shared } = workspace;
  const crew = createCrew(size, await load(), { ...data, texts: shareTexts(texts) }, data.outlook.locale);
  const { opened, lost } = await crew.open(files, progress);
  return {
    take(path) {
      const found = opened.get(path);
      const refused = lost.get(path) ?? found?.refused;
      if (refused !== undefined) workspace.refuse(path, refused);
      else if (found?.file !== undefined) shared.adopt(found.file, () => texts.get(path) ?? '');
      else return false;
      return true;
    },
    async check(known, paths, progress) {
      const unread = new Set(shared.refusals().map(([path]) => path));
      const wanted = paths.filter((path) => !unread.has(path));
      const gone = await crew.check(workspace, { ...known, refused: shared.refusals() }, wanted, progress);
      for (const [path, reason] of gone) {
        const kind = shared.ship(path)?.format;
        if (kind === undefined) continue;
        const report = { path, kind, findings: [], left: [], maskedLines: [] };
        shared.accept(path, { report, unchecked: [{ path, reason, range: undefined }], isLinked: false });
      }
    },
    close: crew.close,
  };
}
