import type { Edit } from '../edit.js';
import { grouped } from '../grouped.js';
import { lazy } from '../kinds/document.js';
import type { Document } from '../model/document.js';
import type { Finding } from '../report/report.js';
import { type LineIndex, type Span, shift } from '../span.js';
import { type Argument, type Arguments, type Locale, say } from '../text.js';
import type { Trials } from '../trials.js';
import { joinCommon } from './common.js';
import type { LocalFinding } from './run.js';
import type { Suppressions } from './suppress.js';

/** A finding with what it was made from, so that its fix can be computed when somebody asks. */
export interface Settled {
  readonly finding: Finding;
  readonly local: LocalFinding;
  readonly document: Document;
  /** Edits in offsets of the file; undefined when there is no fix or its place declines. */
  edits(): readonly Edit[] | undefined;
}

/** What a document's findings are settled with. */
export interface SettleOptions {
  readonly lines: LineIndex;
  readonly locale: Locale;
  readonly suppressions: Suppressions | undefined;
  /** Tools that run beside us. */
  readonly beside: ReadonlySet<string>;
  /** Lines of another file of the workspace, for related places in it. */
  readonly linesOf: (path: string) => LineIndex | undefined;
  /** Changes when something in the workspace does: fixes that were computed before may be others now. */
  readonly revision: () => number;
  /** Of the file. */
  readonly trials: Trials;
}

/** Findings of one document, told apart. */
export interface SettledDocument {
  readonly shown: readonly Settled[];
  readonly suppressed: readonly Settled[];
  /** What tools beside us tell. */
  readonly left: readonly Settled[];
}

/**
 * Turns what the rules said about a document into findings of its file: one cause gives one finding, suppressions are
 * applied, the document's base is added, texts are in the reader's language.
 * Suppressions come after `yieldsTo`, so that hiding a finding never brings up another one. So does what is left to other
 * tools.
 */
export function settle(document: Document, found: readonly LocalFinding[], options: SettleOptions): SettledDocument {
  const shown: LocalFinding[] = [];
  const suppressed: LocalFinding[] = [];
  const left: LocalFinding[] = [];
  const covers = (rule: string, { start }: Span): boolean =>
    options.suppressions?.covers(rule, document, start) === true;
  const others = lazy(() => placesByRule(found));
  for (const local of withoutRepeats(found)) {
    const { rule } = local.active;
    const yields = rule.yieldsTo.some((id) => others().get(id)?.meets(local.report.at) === true);
    // Asked for all findings and places, so that a directive for a yielding one counts as used.
    const places = local.report.common === undefined ? [local.report.at] : [local.report.common.at, local.report.at];
    const covered = places.filter((place) => covers(rule.id, place)).length > 0;
    if (yields) continue;
    (covered ? suppressed : isLeft(local, options.beside) ? left : shown).push(local);
  }
  const settled = (one: LocalFinding): Settled => settleOne(document, one, options);
  return { shown: joinCommon(shown).map(settled), suppressed: suppressed.map(settled), left: left.map(settled) };
}

/** True when a tool beside us tells the finding, and no configuration wants to hear it from us all the same. */
function isLeft({ active, report }: LocalFinding, beside: ReadonlySet<string>): boolean {
  if (active.named || beside.size === 0) return false;
  return (
    report.toldAs?.some((id) => active.rule.same.includes(id) && beside.has(id.slice(0, id.indexOf(':')))) === true
  );
}

/** By place, then rule, then text: the order in which findings are shown everywhere. */
export function byPlace(a: Settled, b: Settled): number {
  return (
    a.finding.span.start - b.finding.span.start ||
    a.finding.span.end - b.finding.span.end ||
    compare(a.finding.rule, b.finding.rule) ||
    compare(a.finding.message, b.finding.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What several owners share through an anchor is reached once for each of them, and told once. */
function withoutRepeats(found: readonly LocalFinding[]): readonly LocalFinding[] {
  const seen = new Set<string>();
  return found.filter(({ active, report }) => {
    const key = `${active.rule.id} ${report.at.start} ${report.at.end} ${report.say} ${JSON.stringify(report.with ?? {})}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** The places at which a rule found something. */
interface Places {
  /** True for a span that overlaps one of them or is one of them. */
  meets(span: Span): boolean;
}

function placesByRule(found: readonly LocalFinding[]): ReadonlyMap<string, Places> {
  const places = new Map<string, Places>();
  for (const [id, own] of grouped(found, ({ active }) => active.rule.id)) {
    places.set(id, placesOf(own.map(({ report }) => report.at)));
  }
  return places;
}

/** A file may hold thousands of findings, so that not each is compared with each. */
function placesOf(spans: readonly Span[]): Places {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const known = new Set(spans.map(({ start, end }) => `${start} ${end}`));
  // The furthest end of all spans up to each.
  const ends: number[] = [];
  for (const { end } of sorted) ends.push(Math.max(end, ends[ends.length - 1] ?? 0));
  return {
    meets({ start, end }) {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle]?.start ?? 0) < end) low = middle + 1;
        else high = middle;
      }
      return (ends[low - 1] ?? 0) > start || known.has(`${start} ${end}`);
    },
  };
}

function settleOne(document: Document, local: LocalFinding, options: SettleOptions): Settled {
  const { lines, locale } = options;
  const { active, report, level } = local;
  const { rule } = active;
  const span = clamp(shift(report.at, document.base), document);
  const text = rule.text[report.say];
  const args = rule.sensitive
    ? withoutSecret(report.with ?? {}, document.text.slice(report.at.start, report.at.end))
    : (report.with ?? {});
  let kept: { readonly edits: readonly Edit[] | undefined; readonly revision: number } | undefined;
  const edits = (): readonly Edit[] | undefined => {
    const revision = options.revision();
    if (kept?.revision !== revision) {
      const compute = () => options.trials.counted(() => computeEdits(document, report.fix));
      kept = { edits: rule.fix === 'none' ? undefined : compute(), revision };
    }
    return kept.edits;
  };
  const finding: Finding = {
    rule: rule.id,
    severity: level,
    message: text === undefined ? report.say : say(text, locale, args),
    identity: identityOf(local, args),
    parts: local.parts?.map((part) => identityOf(part, part.report.with ?? {})),
    span,
    range: lines.range(span),
    get fixable() {
      return edits() !== undefined;
    },
    get fix() {
      return edits() === undefined || rule.fix === 'none' ? undefined : rule.fix;
    },
    related: (report.also ?? []).map(({ place, note }) => {
      const other = 'document' in place ? place : { document, span: place };
      const { path, base } = other.document;
      const whole = shift(other.span, base);
      const there = path === document.path ? lines : options.linesOf(path);
      return { path, span: whole, range: there?.range(whole), note: say(note, locale) };
    }),
  };
  return { finding, local, document, edits };
}

/**
 * What is broken may take the secret for a part of a name: `ENV postgres://shop:secret@db` names a variable and gives no
 * value. A name that is one has only letters, digits and a few signs.
 */
function withoutSecret(args: Arguments, secret: string): Arguments {
  const hide = (argument: Argument): Argument =>
    typeof argument !== 'string' || /^[\w.-]*$/.test(argument) || secret === ''
      ? argument
      : argument.replaceAll(secret, '\u2026');
  return Object.fromEntries(Object.entries(args).map(([name, argument]) => [name, hide(argument)]));
}

function identityOf({ active, report }: LocalFinding, args: Arguments): string {
  return [active.rule.id, report.say, ...Object.values(args).flatMap(named)].join(' ');
}

/** What of an argument names something: amounts and dates change while the finding stays the same. */
function named(argument: Argument): readonly string[] {
  return typeof argument === 'string' && !isDate(argument) ? [argument] : [];
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A fix that throws, that writes outside its document, or that would change nothing is none. */
function computeEdits(
  document: Document,
  fix: (() => readonly Edit[] | undefined) | undefined,
): readonly Edit[] | undefined {
  try {
    const edits = fix?.();
    if (edits === undefined || edits.length === 0) return undefined;
    const isInside = edits.every(
      ({ span }) => span.start >= 0 && span.start <= span.end && span.end <= document.text.length,
    );
    const isIdle = edits.every(({ span, text }) => document.text.slice(span.start, span.end) === text);
    return isInside && !isIdle
      ? edits.map(({ span, text }) => ({ span: shift(span, document.base), text }))
      : undefined;
  } catch {
    return undefined;
  }
}

/** A span outside its document would be a fault of ours; the reader still gets a place in the file. */
function clamp({ start, end }: Span, { base, text }: Document): Span {
  const limit = (offset: number): number => Math.max(base, Math.min(offset, base + text.length));
  return { start: limit(start), end: Math.max(limit(start), limit(end)) };
}
