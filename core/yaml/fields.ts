import type { Span } from '../span.js';
import type { RepeatedKey } from './document.js';
import { isTemplated } from './templates.js';
import type { MapNode, SolidNode, TreeNode } from './tree.js';

/** An entry of a mapping, its own or merged in. */
export interface Field {
  readonly name: string;
  readonly keySpan: Span;
  readonly value: TreeNode;
  /** True when it came through a merge key. */
  readonly merged: boolean;
}

/** A mapping as its readers see it. */
export interface Fields {
  /** In order; merged ones stand where their merge key stands, own ones win, of repeated ones the last. */
  readonly list: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  /** True when a templated key or a merge that cannot be read may bring more. */
  readonly open: boolean;
}

/** Reads mappings, each once. Merge keys: https://yaml.org/type/merge.html (earlier wins, own keys win). */
export function createFieldReader(templates: readonly Span[]): (map: MapNode) => Fields {
  const known = new Map<MapNode, Fields>();
  const read = (map: MapNode): Fields => {
    const found = known.get(map);
    if (found) return found;
    const simple = simpleFields(map, templates);
    if (simple !== undefined) {
      known.set(map, simple);
      return simple;
    }
    const byName = new Map<string, Field>();
    const order: string[] = [];
    let open = false;
    const own = new Map<string, Field>();
    for (const { key, value } of map.pairs) {
      const name = nameOf(key);
      if (name === undefined || isTemplated(templates, key.span)) open = true;
      else if (!isMerge(key)) own.set(name, { name, keySpan: key.span, value, merged: false });
    }
    const add = (field: Field): void => {
      if (byName.has(field.name)) return;
      byName.set(field.name, field);
      order.push(field.name);
    };
    for (const { key, value } of map.pairs) {
      const name = nameOf(key);
      const field = name === undefined ? undefined : own.get(name);
      if (isMerge(key)) {
        const sources = mergeSources(value);
        if (sources === undefined) open = true;
        for (const source of sources ?? []) {
          const theirs = read(source);
          open ||= theirs.open;
          for (const each of theirs.list) if (!own.has(each.name)) add({ ...each, merged: true });
        }
      } else if (field) add(field);
    }
    const fields: Fields = { list: order.flatMap((name) => byName.get(name) ?? []), byName, open };
    known.set(map, fields);
    return fields;
  };
  return read;
}

/** The fields of a mapping without merge keys, repeated keys and templated ones, as nearly all are; one pass. */
function simpleFields({ pairs }: MapNode, templates: readonly Span[]): Fields | undefined {
  const byName = new Map<string, Field>();
  const list: Field[] = [];
  for (const { key, value } of pairs) {
    if (key.kind !== 'scalar' || isMerge(key) || byName.has(key.text)) return undefined;
    if (templates.length > 0 && isTemplated(templates, key.span)) return undefined;
    const field = { name: key.text, keySpan: key.span, value, merged: false };
    byName.set(key.text, field);
    list.push(field);
  }
  return { list, byName, open: false };
}

/** The node itself or what its alias names. */
export function solid(node: TreeNode): SolidNode | undefined {
  return node.kind === 'alias' ? node.target : node;
}

/** True for a plain `<<`, the merge key. */
export function isMerge(key: TreeNode): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<';
}

/** The name a key stands for; undefined for a collection as a key. */
export function nameOf(key: TreeNode): string | undefined {
  const node = solid(key);
  return node?.kind === 'scalar' ? node.text : undefined;
}

function mergeSources(value: TreeNode): readonly MapNode[] | undefined {
  const node = solid(value);
  if (node?.kind === 'map') return [node];
  if (node?.kind !== 'list') return undefined;
  const sources = node.items.map((item) => solid(item.value));
  return sources.every((source): source is MapNode => source?.kind === 'map') ? sources : undefined;
}

/** Keys that a mapping holds twice, in the order of their places. Merge keys may be repeated. */
export function findRepeatedKeys(top: TreeNode | undefined): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const visit = (node: TreeNode): void => {
    if (node.kind === 'list') for (const item of node.items) visit(item.value);
    if (node.kind !== 'map') return;
    const seen = new Map<string, Span>();
    for (const { key, value } of node.pairs) {
      const name = nameOf(key);
      const first = name === undefined ? undefined : seen.get(name);
      if (name !== undefined && first !== undefined && !isMerge(key)) found.push({ name, first, again: key.span });
      else if (name !== undefined) seen.set(name, key.span);
      visit(value);
    }
  };
  if (top) visit(top);
  return found;
}
