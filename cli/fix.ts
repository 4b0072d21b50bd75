import { applyFixes } from '../core/engine/apply.js';
import { writeWhole } from './files.js';
import type { Session } from './session.js';

/** Fixes may uncover each other; after so many rounds what is left is reported. */
const maxPasses = 10;

/** What fixing did. */
export interface Fixed {
  /** Files that were written. */
  readonly files: readonly string[];
  readonly count: number;
  /** Files that could not be written, with the reason. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/** Applies fixes file by file, in memory until nothing changes, and writes each changed file once. */
export async function fixFiles(session: Session, allowUnsafe: boolean): Promise<Fixed> {
  const files: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  let count = 0;
  for (const path of session.files) {
    const source = session.sources.get(path);
    if (source?.state !== 'text') continue;
    const { text, applied } = await fixText(session, path, source.text, allowUnsafe);
    if (text === source.text) continue;
    try {
      await writeWhole(path, text, source.hasMark === true);
      files.push(path);
      count += applied;
    } catch (error) {
      await session.replace(path, source.text);
      failed.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { files, count, failed };
}

async function fixText(session: Session, path: string, original: string, allowUnsafe: boolean) {
  const { workspace } = session;
  const problems = (): number => workspace.documents(path).reduce((sum, one) => sum + one.problems.length, 0);
  let text = original;
  let applied = 0;
  for (let pass = 0; pass < maxPasses; pass++) {
    const fixes = workspace.fixes(path).filter(({ safety }) => safety === 'safe' || allowUnsafe);
    const result = applyFixes(text, fixes);
    if (result.text === text) break;
    const before = problems();
    await session.replace(path, result.text);
    if (problems() > before) {
      // A fix that breaks the file is a fault of ours; the file stays as it was before this pass.
      await session.replace(path, text);
      break;
    }
    text = result.text;
    applied += result.applied.length;
  }
  return { text, applied };
}
