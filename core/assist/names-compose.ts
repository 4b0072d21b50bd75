import type { Index } from '../index/index.js';
import { stageOf } from '../index/link.js';
import type { Document } from '../model/document.js';
import { folderOf, joinPath } from '../model/path.js';
import { contains, type Place, type Span, shift } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import type { NameUse } from './name-use.js';

/** Names of a service's own that are entries at the top of the file. */
const resources = ['networks', 'volumes', 'secrets', 'configs'] as const;

/** What the services of a Compose file name: each other, the resources at its top, stages of Dockerfiles, other files. */
export function composeUses(document: Document, index: Index): readonly NameUse[] {
  const { root, base, path } = document;
  if (root === undefined) return [];
  const inFile = (span: Span): Place => ({ path, span: shift(span, base) });
  const uses: NameUse[] = [];
  const use = (span: Span, targets: readonly Place[]): void => {
    if (span.end > span.start) uses.push({ span: shift(span, base), targets });
  };
  const services = new Map(
    root
      .at('services')
      .entries()
      .map(({ name, nameSpan }) => [name, nameSpan]),
  );
  const service = (name: string | undefined, span: Span): void => {
    const target = name === undefined ? undefined : services.get(name);
    if (target !== undefined) use(span, [inFile(target)]);
  };
  const entries = root.at('services').entries();
  for (const { cursor } of entries) {
    if (cursor.shared) continue;
    for (const { text, span } of namesIn(cursor.at('depends_on'))) service(text, span);
    for (const field of ['links', 'volumes_from']) {
      for (const { text, span } of namesIn(cursor.at(field))) {
        const name = text.split(':')[0] ?? '';
        service(name, partOf(span, text, name));
      }
    }
    for (const field of ['network_mode', 'ipc', 'pid']) {
      const mode = word(cursor.at(field));
      const name = /^service:(.+)$/.exec(mode?.text ?? '')?.[1];
      if (mode && name !== undefined) service(name, partOf(mode.span, mode.text, name));
    }
    for (const field of resources) {
      const defined = new Map(
        root
          .at(field)
          .entries()
          .map(({ name, nameSpan }) => [name, nameSpan]),
      );
      for (const { text, span } of resourceNames(cursor.at(field), field)) {
        const target = defined.get(text);
        if (target !== undefined) use(span, [inFile(target)]);
      }
    }
    const extended = cursor.at('extends');
    const named = word(extended.kind === 'map' ? extended.at('service') : extended);
    const file = extended.kind === 'map' ? word(extended.at('file'))?.text : undefined;
    if (named && file === undefined) service(named.text, named.span);
    if (named && file !== undefined) use(named.span, serviceIn(index, joinPath(folderOf(path), file), named.text));
  }
  for (const container of document.container) {
    const { build } = container;
    if (build.state !== 'set' || build.via !== undefined) continue;
    const { target } = build.value;
    const stage = stageOf(index, container, path);
    if (target.state !== 'set' || target.via !== undefined || stage === undefined) continue;
    use(target.span, [{ path: stage.document.path, span: shift(stageName(stage.fact.stage), stage.document.base) }]);
  }
  return uses;
}

/** Where a stage is named, else where it begins. */
export function stageName({ from }: { readonly from: Document['instruction'][number] }): Span {
  return from.words[2]?.span ?? from.words[0]?.span ?? from.keywordSpan;
}

function serviceIn(index: Index, path: string, name: string): readonly Place[] {
  const found = index.of(path, 'workload').find(({ fact }) => fact.name === name);
  return found ? [{ path, span: shift(found.fact.span, found.document.base) }] : [];
}

interface Named {
  readonly text: string;
  readonly span: Span;
}

function word(cursor: Cursor): Named | undefined {
  const text = cursor.kind === 'scalar' && !cursor.shared ? cursor.scalar : undefined;
  return text === undefined ? undefined : { text, span: cursor.span };
}

/** The items of a list, or the keys of a mapping, written in place. */
function namesIn(field: Cursor): readonly Named[] {
  if (field.shared) return [];
  const keys = field.entries().filter(({ nameSpan }) => contains(field.span, nameSpan));
  return [
    ...keys.map(({ name, nameSpan }) => ({ text: name, span: nameSpan })),
    ...field.items().flatMap((item) => word(item) ?? []),
  ];
}

function resourceNames(field: Cursor, kind: (typeof resources)[number]): readonly Named[] {
  if (field.shared) return [];
  const long = field.items().flatMap((item) => (item.kind === 'map' ? (word(item.at('source')) ?? []) : []));
  const short = namesIn(field).map((named) => {
    if (kind !== 'volumes') return named;
    const name = named.text.split(':')[0] ?? '';
    return { text: name, span: partOf(named.span, named.text, name) };
  });
  return [...long, ...short];
}

/** The place of the first or last part of a scalar that is written letter by letter, else the whole. */
function partOf(span: Span, text: string, part: string): Span {
  const quotes = (span.end - span.start - text.length) / 2;
  if (quotes !== 0 && quotes !== 1) return span;
  const start = span.start + quotes + (text.startsWith(part) ? 0 : text.length - part.length);
  return { start, end: start + part.length };
}
