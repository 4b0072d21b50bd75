import type { Settings } from '../config/active.js';
import type { Edit } from '../edit.js';
import type { Document } from '../model/document.js';
import type { Suppression } from '../model/suppression.js';
import type { Rule } from '../rule.js';
import type { Span } from '../span.js';
import { annotationName, type Directive, directiveNames, findDirectives, lineOf } from './directives.js';
import { findForeign } from './foreign.js';
import { nearest } from './nearest.js';
import { settingsAt } from './owners.js';
import type { Peers } from './peers.js';
import { mayMeet } from './run.js';

/** The suppressions of one file. It remembers what it was asked, to tell in the end what was of no use. */
export interface Suppressions {
  /** True when a finding of the rule that begins at an offset of the document is covered. */
  covers(rule: string, document: Document, offset: number): boolean;
  /** Our own directives of a document, one entry for each id, judged by what was asked so far. */
  judge(document: Document): readonly Suppression[];
}

export interface SuppressOptions {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly peers: Peers;
  readonly settings: Settings;
  readonly today: string;
  /** Rules that failed in this file: nobody knows what they would have found. */
  readonly crashed: ReadonlySet<string>;
}

interface Cover {
  readonly document: Document;
  readonly covers: Span | 'file';
  /** Of our own directive; a foreign one needs no memory. */
  readonly use: { used: boolean } | undefined;
}

/** Finds all suppressions in the documents of a file. Ids are exact: `image-tag` never covers `image-tag-unpinned`. */
export function createSuppressions(documents: readonly Document[], options: SuppressOptions): Suppressions {
  const { peers, settings, today } = options;
  const coversOf = new Map<string, Cover[]>();
  const uses = new Map<Directive['ids'][number], { used: boolean }>();
  const directives = new Map(documents.map((document) => [document, findDirectives(document)]));
  const add = (rule: string, cover: Cover): void => {
    const known = coversOf.get(rule);
    if (known) known.push(cover);
    else coversOf.set(rule, [cover]);
  };

  for (const [document, found] of directives) {
    for (const { ids, covers } of found) {
      for (const id of ids) {
        const use = { used: false };
        uses.set(id, use);
        if (covers !== undefined && !settings.locked.has(id.id)) add(id.id, { document, covers, use });
      }
    }
    if (!settings.foreign) continue;
    for (const { tool, id, covers } of findForeign(document, today)) {
      for (const rule of peers.rulesOf(tool, id)) {
        if (!settings.locked.has(rule)) add(rule, { document, covers, use: undefined });
      }
    }
  }

  return {
    covers(rule, document, offset) {
      const hits = (coversOf.get(rule) ?? []).filter((cover) => holds(cover, document, offset));
      for (const { use } of hits) if (use) use.used = true;
      return hits.length > 0;
    },
    judge: (document) =>
      (directives.get(document) ?? []).flatMap((directive) => judgeDirective(directive, document, uses, options)),
  };
}

function holds({ document, covers }: Cover, other: Document, offset: number): boolean {
  return covers === 'file' || (document === other && covers.start <= offset && offset <= covers.end);
}

type Uses = ReadonlyMap<Directive['ids'][number], { readonly used: boolean }>;

function judgeDirective(
  directive: Directive,
  document: Document,
  uses: Uses,
  options: SuppressOptions,
): readonly Suppression[] {
  const { ids, span, fault, reason } = directive;
  const base = { format: document.format, reason, exact: directive.comment !== undefined, reasonless: undefined };
  const states = ids.map((id) => ({
    ...id,
    state: stateOf(id, uses.get(id)?.used === true, directive, document, options),
  }));
  const dead = states.filter(({ state }) => state === 'unused' || state === 'locked' || state === 'unknown');
  const isReasonless = options.settings.requireReason && reason === undefined;
  const judged = states.map(({ id, span, state }, at): Suppression => {
    const near = state === 'unknown' ? nearest(id, options.rules.keys()) : undefined;
    const removal =
      dead.length === ids.length ? removeComment(directive, document) : removeId(directive, span, document);
    const reasonless = isReasonless && at === 0 ? directive.span : undefined;
    return { ...base, id, span, state, fault: undefined, nearest: near, removal, reasonless };
  });
  if (fault === undefined) return judged;
  const written = /seaworthy(?:-|:[ \t]*|\.dev\/)[\w-]*/i.exec(document.text.slice(span.start, span.end))?.[0] ?? '';
  const near = fault === 'directive' ? nearestDirective(written) : fault === 'annotation' ? annotationName : undefined;
  const removal = removeComment(directive, document);
  const malformed: Suppression = { ...base, id: written, span, state: 'malformed', fault, nearest: near, removal };
  // What covers nothing is told once, as malformed; only an unclosed range covers something all the same.
  return directive.covers === undefined ? [malformed] : [malformed, ...judged];
}

/** Nothing is said about a rule that did not run here, or that did not see all there is. */
function stateOf(
  { id }: Directive['ids'][number],
  used: boolean,
  { covers }: Directive,
  document: Document,
  options: SuppressOptions,
): Suppression['state'] {
  const rule = options.rules.get(id);
  if (rule === undefined) return 'unknown';
  if (used) return 'used';
  const { settings } = options;
  if (settings.locked.has(id)) return 'locked';
  const here = covers === undefined || covers === 'file' ? settings : settingsAt(document, settings, covers);
  const active = here.active.get(id);
  const isSure =
    active !== undefined &&
    mayMeet(active, document.format) &&
    rule.scope === 'document' &&
    rule.on !== 'suppression' &&
    rule.on !== 'setting' &&
    !options.crashed.has(id) &&
    !options.crashed.has(rule.on) &&
    document.partial === undefined &&
    document.problems.length === 0;
  return isSure ? 'unused' : 'idle';
}

/** Takes a comment away: its whole line when it stands alone, else with the blanks before it. */
function removeComment({ comment, covers, ids }: Directive, { text }: Document): readonly Edit[] | undefined {
  // Half of a range is never taken away alone.
  if (comment === undefined || isRange(covers, comment) || (covers === undefined && ids.length === 0)) return undefined;
  const line = lineOf(text, comment.span.start);
  if (comment.ownLine) {
    const lineEnd = text.startsWith('\r\n', line.end) ? 2 : line.end < text.length ? 1 : 0;
    return [{ span: { start: line.start, end: line.end + lineEnd }, text: '' }];
  }
  let start = comment.span.start;
  while (start > line.start && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return [{ span: { start, end: comment.span.end }, text: '' }];
}

function isRange(covers: Directive['covers'], { span }: NonNullable<Directive['comment']>): boolean {
  return covers !== undefined && covers !== 'file' && covers.start === span.start;
}

/** Takes one of several ids away, with what separates it from its neighbour. */
function removeId({ ids, comment }: Directive, span: Span, { text }: Document): readonly Edit[] | undefined {
  if (comment === undefined) return undefined;
  const at = ids.findIndex((id) => id.span.start === span.start);
  const before = ids[at - 1];
  const after = ids[at + 1];
  if (after !== undefined) return [{ span: { start: span.start, end: after.span.start }, text: '' }];
  if (before === undefined) return undefined;
  return [{ span: { start: before.span.end, end: Math.min(span.end, text.length) }, text: '' }];
}

/** Other tools say in the name that a line is meant; here that is the plain form, not the one whose name is as long. */
function nearestDirective(written: string): string | undefined {
  const name = written.toLowerCase().replace(/:[ \t]*/, '-');
  return nearest(name.replace(/-(?:(?:next|this)(?:-?line)?|line|here)$/, ''), directiveNames);
}
