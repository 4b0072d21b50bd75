import type { Owner, Settings } from '../config/active.js';
import type { Document, SubjectName, SubjectTypes } from '../model/document.js';
import type { Workload } from '../model/workload.js';
import { contains, type Span } from '../span.js';

type Subject = SubjectTypes[SubjectName];

/** Settings under which the rules run over a document, and which of the findings count that they then make. */
export interface Part {
  readonly settings: Settings;
  /** Undefined: all of them. */
  readonly keeps: ((subject: Subject, at: Span) => boolean) | undefined;
}

interface Held {
  readonly owner: Owner;
  readonly span: Span;
  readonly settings: Settings;
}

/** The parts of a document for which different settings hold: nearly always one. */
export function partsOf(document: Document, settings: Settings): readonly Part[] {
  if (settings.of === undefined) return [{ settings, keeps: undefined }];
  const held = heldBy(document, settings);
  const distinct = new Set([settings, ...held.map((one) => one.settings)]);
  if (distinct.size === 1) return [{ settings, keeps: undefined }];
  const settingsOf = (subject: Subject, at: Span): Settings => {
    // What is shared through an anchor stands elsewhere, and is said of whoever it was asked about.
    const owner = ownerOf(subject);
    const own = owner && held.find(({ owner: { kind, name } }) => kind === owner.kind && name === owner.name);
    return own?.settings ?? innermost(held, at)?.settings ?? settings;
  };
  return [...distinct].map((one) => ({ settings: one, keeps: (subject, at) => settingsOf(subject, at) === one }));
}

/** What holds at a place of a document. */
export function settingsAt(document: Document, settings: Settings, at: Span): Settings {
  return innermost(heldBy(document, settings), at)?.settings ?? settings;
}

function heldBy(document: Document, settings: Settings): readonly Held[] {
  const of = settings.of;
  if (of === undefined) return [];
  const owners =
    document.format === 'compose'
      ? document.workload.map((service) => ({ owner: ownerOfWorkload(service), span: spanOfService(service) }))
      : document.object.map(({ kind, name, cursor }) => ({ owner: { kind, name }, span: cursor.span }));
  return owners.map((one) => ({ ...one, settings: of(one.owner) }));
}

function spanOfService({ anchor, cursor }: Workload): Span {
  return cursor.span.start < anchor.end ? anchor : { start: anchor.start, end: cursor.span.end };
}

function innermost(held: readonly Held[], { start }: Span): Held | undefined {
  let best: Held | undefined;
  for (const one of held) {
    const isAround = contains(one.span, { start, end: start });
    if (isAround && (best === undefined || contains(best.span, one.span))) best = one;
  }
  return best;
}

function ownerOf(subject: Subject): Owner | undefined {
  if ('containers' in subject) return ownerOfWorkload(subject);
  if ('variablesOpen' in subject) return subject.workload && ownerOfWorkload(subject.workload);
  return undefined;
}

function ownerOfWorkload({ format, kind, name }: Workload): Owner {
  return { kind: format === 'compose' ? undefined : kind, name };
}
