import { grouped } from '../grouped.js';
import { once } from '../kept.js';
import type { Container } from '../model/container.js';
import type { Instruction, Stage } from '../model/dockerfile.js';
import type { Document } from '../model/document.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import type { AlertRule, RecordingRule, ScrapeJob } from '../model/prometheus.js';
import { contains, type Span, shift } from '../span.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';

/** What a part of a file is, for an outline of it. */
export type SymbolKind =
  | 'stage'
  | 'instruction'
  | 'section'
  | 'service'
  | 'resource'
  | 'object'
  | 'container'
  | 'group'
  | 'alert'
  | 'recording'
  | 'job';

/** A named part of a file with its parts. */
export interface PlaceSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** What it is made of, in a few words; undefined where there is nothing to say. */
  readonly detail: string | undefined;
  /** All of it. */
  readonly span: Span;
  /** Its name; lies within the span. */
  readonly nameSpan: Span;
  readonly children: readonly PlaceSymbol[];
}

/** What stands in a document, in the order of the text. Spans are those of the whole file. */
export function symbolsOf(document: Document): readonly PlaceSymbol[] {
  const { base } = document;
  const move = (symbol: PlaceSymbol): PlaceSymbol => ({
    ...symbol,
    span: shift(symbol.span, base),
    nameSpan: shift(symbol.nameSpan, base),
    children: symbol.children.map(move),
  });
  const own = localSymbols(document);
  return base === 0 ? own : own.map(move);
}

/** Made once for each state of a document, in its own offsets: of a long stream only the edited document is looked at. */
const localSymbols: (document: Document) => readonly PlaceSymbol[] = once((document) => {
  switch (document.format) {
    case 'dockerfile':
      return dockerfileSymbols(document);
    case 'compose':
      return composeSymbols(document);
    case 'kubernetes':
      return document.object.map((object) => objectSymbol(object, document));
    case 'prometheus':
      return [...ruleSymbols([...document.alert, ...document.recording]), ...document.scrape.map(jobSymbol)].sort(
        inOrder,
      );
    case 'seaworthy':
      return [];
  }
});

/** Half-typed parts have no name yet, and editors refuse a symbol without one. */
const unnamed = '…';

function symbol(
  kind: SymbolKind,
  name: string,
  place: { readonly span: Span; readonly nameSpan: Span },
  detail?: string,
  children: readonly PlaceSymbol[] = [],
): PlaceSymbol {
  const { span, nameSpan } = place;
  // A key lies before its value, and an outline wants the name within the whole.
  const whole = { start: Math.min(span.start, nameSpan.start), end: Math.max(span.end, nameSpan.end) };
  return { kind, name: name === '' ? unnamed : name, detail, span: whole, nameSpan, children };
}

function inOrder(a: PlaceSymbol, b: PlaceSymbol): number {
  return a.span.start - b.span.start;
}

function dockerfileSymbols({ stage: stages, instruction, text }: Document): readonly PlaceSymbol[] {
  const before = instruction.filter((each) => each.stage === undefined);
  return [
    ...before.map((each) => instructionSymbol(each, text)),
    ...stages.map((stage) => stageSymbol(stage, text)),
  ].sort(inOrder);
}

function stageSymbol({ from, name, index, instructions }: Stage, text: string): PlaceSymbol {
  const [base, , named] = from.words;
  const last = instructions.at(-1) ?? from;
  const place = {
    span: { start: from.span.start, end: Math.max(from.span.end, last.span.end) },
    nameSpan: named?.span ?? base?.span ?? from.keywordSpan,
  };
  const inner = instructions.filter((each) => each !== from).map((each) => instructionSymbol(each, text));
  return symbol('stage', name ?? String(index), place, base && `FROM ${base.text}`, inner);
}

function instructionSymbol({ keyword, keywordSpan, span, argumentsSpan }: Instruction, text: string): PlaceSymbol {
  const written = text.slice(argumentsSpan.start, argumentsSpan.end);
  const line = /^[^\r\n]*/.exec(written)?.[0].trim();
  return symbol('instruction', keyword, { span, nameSpan: keywordSpan }, line === '' ? undefined : line);
}

/** The parts of a Compose file that are lists of named things. Of services the image is told. */
const sections = ['services', 'networks', 'volumes', 'secrets', 'configs'];

function composeSymbols({ root, container }: Document): readonly PlaceSymbol[] {
  const images = new Map(container.map(({ name, image }) => [name, known(image)?.text]));
  return (root?.entries() ?? [])
    .filter(({ name, cursor }) => sections.includes(name) && !cursor.shared)
    .map(({ name, nameSpan, cursor }) => {
      const kind = name === 'services' ? 'service' : 'resource';
      const parts = ownEntries(cursor).map((entry) => {
        const detail = kind === 'service' ? images.get(entry.name) : undefined;
        return symbol(kind, entry.name, { span: spanOf(entry.cursor), nameSpan: entry.nameSpan }, detail);
      });
      return symbol('section', name, { span: cursor.span, nameSpan }, undefined, parts);
    });
}

/** Entries that are written here, and not taken over by a merge key. */
function ownEntries(cursor: Cursor) {
  return cursor.entries().filter(({ nameSpan }) => contains(cursor.span, nameSpan));
}

/** What stands behind an alias stands elsewhere. */
function spanOf(cursor: Cursor): Span {
  return cursor.shared && cursor.key ? cursor.key : cursor.span;
}

function objectSymbol(object: KubernetesObject, document: Document): PlaceSymbol {
  const { kind, name, anchor, cursor } = object;
  const isInside = (span: Span): boolean => contains(cursor.span, span);
  const containers = document.container.filter((each) => each.cursor && isInside(each.cursor.span));
  const rules = [...document.alert, ...document.recording].filter((rule) => isInside(rule.cursor.span));
  const jobs = document.scrape.filter((job) => isInside(job.cursor.span));
  const inner = [...containers.map(containerSymbol), ...ruleSymbols(rules), ...jobs.map(jobSymbol)].sort(inOrder);
  return symbol(
    'object',
    name === '' ? kind : `${kind}/${name}`,
    { span: cursor.span, nameSpan: anchor },
    undefined,
    inner,
  );
}

function containerSymbol({ name, anchor, image, cursor }: Container): PlaceSymbol {
  return symbol('container', name, { span: cursor?.span ?? anchor, nameSpan: anchor }, known(image)?.text);
}

function ruleSymbols(rules: readonly (AlertRule | RecordingRule)[]): readonly PlaceSymbol[] {
  return [...grouped(rules, ({ groupPlace }) => groupPlace.span.start).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const parts = members
      .map((rule) => {
        const kind = 'wait' in rule ? 'alert' : 'recording';
        return symbol(kind, rule.name, { span: rule.cursor.span, nameSpan: rule.anchor });
      })
      .sort(inOrder);
    const { span, anchor } = first.groupPlace;
    return [symbol('group', first.group, { span, nameSpan: anchor }, undefined, parts)];
  });
}

function jobSymbol({ name, anchor, cursor }: ScrapeJob): PlaceSymbol {
  return symbol('job', name, { span: cursor.span, nameSpan: anchor });
}
