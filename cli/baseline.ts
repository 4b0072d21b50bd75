import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { folderOf, joinPath } from '../core/model/path.js';
import { createReport, type Report, type ReportedFile, type ReportedFinding } from '../core/report/report.js';
import { type Locale, say } from '../core/text.js';
import { slashed } from '../server/host/walk.js';
import { readSource, writeWithin } from './files.js';
import { type Io, type Product, UsageError } from './io.js';
import { relativePath } from './session.js';
import { texts } from './texts.js';

/**
 * Findings that a project has accepted for now, by file: the identity of each, once for every time it occurs. Lines do not
 * count, so it survives edits; paths are relative to the folder of the baseline file.
 */
type Known = ReadonlyMap<string, readonly string[]>;

/** What a baseline made of a report. */
export interface Baselined {
  /** Without the findings that were known. */
  readonly report: Report;
  readonly hidden: number;
  /** Known findings of the files at hand that are gone. */
  readonly gone: number;
  /** True when the file was written. */
  readonly written: boolean;
}

/**
 * Hides what the baseline knows. `update` writes it: one that does not exist gets all findings of the run, one that does
 * only loses those that are gone. So it can shrink and never grow. Throws a `UsageError` for a file that is no baseline or
 * cannot be written.
 */
export async function applyBaseline(
  report: Report,
  given: { readonly path: string; readonly update: boolean },
  locale: Locale,
  io: Io,
  product: Product,
): Promise<Baselined> {
  const path = slashed(resolve(io.cwd, given.path));
  const cwd = slashed(resolve(io.cwd));
  /** A path of the report as the baseline has it. */
  const below = (shown: string): string => relativePath(folderOf(path), joinPath(cwd, shown));
  const before = await readBaseline(path, given.path, given.update, locale);
  const known = before ?? new Map(report.files.map((file) => [below(file.path), file.findings.flatMap(identitiesOf)]));

  const rest = new Map(known);
  const files = report.files.map((file): ReportedFile => {
    const left = [...(known.get(below(file.path)) ?? [])];
    const take = (identity: string): boolean => {
      const at = left.indexOf(identity);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    };
    const findings = file.findings.filter((finding) => identitiesOf(finding).map(take).includes(false));
    rest.set(below(file.path), left);
    return { ...file, findings };
  });
  const seen = new Set(report.files.map((file) => below(file.path)));
  const isGone = (file: string): boolean => seen.has(file) || !existsSync(joinPath(folderOf(path), file));
  const gone = new Map([...rest].filter(([file, left]) => left.length > 0 && isGone(file)));
  const written = given.update && (before === undefined || gone.size > 0);
  if (written) await writeBaseline(path, without(known, gone), given.path, locale);
  return {
    report: createReport({ ...report, files, rules: product.rules }),
    hidden: report.summary.findings - files.reduce((sum, { findings }) => sum + findings.length, 0),
    gone: [...gone.values()].reduce((sum, left) => sum + left.length, 0),
    written,
  };
}

/** One finding about several services is known when each of them is: it survives that some are cured, and no new one hides in it. */
function identitiesOf({ identity, parts }: ReportedFinding): readonly string[] {
  return parts ?? [identity];
}

function without(known: Known, gone: Known): Known {
  const kept = [...known].map(([file, identities]): [string, readonly string[]] => {
    const away = [...(gone.get(file) ?? [])];
    const stay = identities.filter((identity) => {
      const at = away.indexOf(identity);
      if (at >= 0) away.splice(at, 1);
      return at < 0;
    });
    return [file, stay];
  });
  return new Map(kept);
}

/** Undefined when there is none yet and one is to be written. */
async function readBaseline(
  path: string,
  shown: string,
  mayBeNew: boolean,
  locale: Locale,
): Promise<Known | undefined> {
  const source = readSource(path, Number.POSITIVE_INFINITY);
  if (source.state === 'absent' && mayBeNew) return undefined;
  if (source.state === 'absent') throw new UsageError(shown, 'path');
  const known = source.state === 'text' ? parseBaseline(source.text) : undefined;
  if (known === undefined) throw new UsageError(say(texts.noBaseline, locale, { path: shown }));
  return known;
}

/** Undefined for a text that is no baseline. */
function parseBaseline(text: string): Known | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const files: unknown = Reflect.get(value, 'files');
  if (Reflect.get(value, 'version') !== 1 || typeof files !== 'object' || files === null) return undefined;
  const known = new Map<string, readonly string[]>();
  for (const [file, identities] of Object.entries(files)) {
    if (!Array.isArray(identities)) return undefined;
    const texts = identities.filter((one): one is string => typeof one === 'string');
    if (texts.length !== identities.length) return undefined;
    known.set(file, texts);
  }
  return known;
}

/** Sorted, one finding a line, so that a review sees what has left. */
async function writeBaseline(path: string, known: Known, shown: string, locale: Locale): Promise<void> {
  const files = [...known]
    .filter(([, identities]) => identities.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, identities]) => [file, [...identities].sort()]);
  const text = `${JSON.stringify({ version: 1, files: Object.fromEntries(files) }, null, 2)}\n`;
  const reason = await writeWithin(path, text, false, locale);
  if (reason !== undefined) throw new UsageError(say(texts.notWritten, locale, { path: shown, reason }));
}
