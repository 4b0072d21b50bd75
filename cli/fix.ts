import { applyFixes } from '../core/engine/apply.js';
import type { Locale } from '../core/text.js';
import { visible } from '../core/visible.js';
import { readSource, writeWithin } from './files.js';
import type { Io } from './io.js';
import type { Session } from './session.js';
import { texts } from './texts.js';

/** Fixes may uncover each other; after so many rounds what is left is reported. */
const maxPasses = 10;

/** A file with its fixes applied, in memory. */
interface FixedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

/** What fixing did. */
export interface Fixed {
  /** Files that were written. */
  readonly files: readonly string[];
  readonly count: number;
  /** Files that could not be written, with the reason. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** True when somebody wanted to end before all was done. */
  readonly isStopped: boolean;
}

/**
 * Applies fixes file by file, and writes each changed file once. Who interrupts it does so between two files. What somebody
 * else has written meanwhile stays.
 */
export async function fixFiles(
  session: Session,
  allowUnsafe: boolean,
  locale: Locale,
  { onInterrupt }: Pick<Io, 'onInterrupt'>,
): Promise<Fixed> {
  const files: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  let count = 0;
  let isStopped = false;
  const takeBack = onInterrupt?.(() => {
    isStopped = true;
  });
  try {
    for await (const fixed of fixedTexts(session, allowUnsafe)) {
      if (isStopped) break;
      const { path, before, after } = fixed;
      const reason = await write(path, before, after, session.sources.get(path)?.hasMark === true, locale);
      if (reason === undefined) {
        files.push(path);
        count += fixed.count;
      } else {
        await session.replace(path, before);
        failed.push({ path, reason });
      }
    }
  } finally {
    takeBack?.();
  }
  return { files, count, failed, isStopped };
}

/** Answers why a file could not be written; undefined when it is. */
async function write(path: string, before: string, after: string, hasMark: boolean, locale: Locale) {
  const now = readSource(path);
  if (now.state !== 'text' || now.text !== before) return texts.changedMeanwhile[locale];
  return writeWithin(path, after, hasMark, locale);
}

/** What the fixes would change, as a unified diff over all files; empty when nothing. Nothing is written. */
export async function diffOfFixes(session: Session, allowUnsafe: boolean): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('./elsewhere.js');
  const patches: string[] = [];
  for await (const { path, before, after } of fixedTexts(session, allowUnsafe)) {
    const name = visible(session.shown(path));
    patches.push(
      createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    );
  }
  return patches.join('');
}

/** Each file that fixes change, fixed in memory until nothing changes. */
async function* fixedTexts(session: Session, allowUnsafe: boolean): AsyncGenerator<FixedText> {
  for (const path of session.files) {
    const source = session.sources.get(path);
    if (source?.state !== 'text') continue;
    const { text, applied } = await fixText(session, path, source.text, allowUnsafe);
    if (text !== source.text) yield { path, before: source.text, after: text, count: applied };
  }
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
