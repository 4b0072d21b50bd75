import type { Span } from '../span.js';
import type { RepeatedKey } from './document.js';
import { isTemplated } from './templates.js';
import type { MapNode, PairNode, SolidNode, TreeNode } from './tree.js';

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
  /** The field of this name. */
  get(name: string): Field | undefined;
  /** True when a templated key or a merge that cannot be read may bring more. */
  readonly open: boolean;
}

/** Reads mappings, each once. Merge keys: https://yaml.org/type/merge.html (earlier wins, own keys win). */
export function createFieldReader(templates: readonly Span[]): (map: MapNode) => Fields {
  const known = new Map<MapNode, Fields>();
  const read = (map: MapNode): Fields => {
    const found = known.get(map);
    if (found) return found;
    const fields = isSimple(map, templates) ? new OwnFields(map.pairs) : readMerged(map);
    known.set(map, fields);
    return fields;
  };
  const readMerged = (map: MapNode): Fields => {
    const byName = new Map<string, Field>();
    const order: string[] = [];
    let open = false;
    const own = new Map<string, Field>();
    for (const pair of map.pairs) {
      const { key } = pair;
      const name = nameOf(key);
      if (name === undefined || isTemplated(templates, key.span)) open = true;
      else if (!isMerge(key)) own.set(name, ownField(name, pair));
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
    return { list: order.flatMap((name) => byName.get(name) ?? []), get: (name) => byName.get(name), open };
  };
  return read;
}

/** Up to so many pairs are compared one by one: that takes no longer than a table, and no memory. */
const fewPairs = 8;

/** True for a mapping without merge keys, repeated keys and templated ones, as nearly all are. */
function isSimple({ pairs }: MapNode, templates: readonly Span[]): boolean {
  for (const { key } of pairs) {
    if (key.kind !== 'scalar' || isMerge(key)) return false;
    if (templates.length > 0 && isTemplated(templates, key.span)) return false;
  }
  if (pairs.length > fewPairs) return new Set(pairs.map(textOf)).size === pairs.length;
  return pairs.every((pair, index) => findPair(pairs, textOf(pair)) === pairs[index]);
}

/** The fields of a simple mapping. Most mappings are asked for a field or two, so each is made when it is asked for. */
class OwnFields implements Fields {
  readonly open = false;
  readonly #pairs: readonly PairNode[];
  #table: ReadonlyMap<string | undefined, PairNode> | undefined;

  constructor(pairs: readonly PairNode[]) {
    this.#pairs = pairs;
  }

  get list(): readonly Field[] {
    return this.#pairs.map((pair) => ownField(textOf(pair) ?? '', pair));
  }

  get(name: string): Field | undefined {
    const pair = this.#pairs.length > fewPairs ? this.#index().get(name) : findPair(this.#pairs, name);
    return pair && ownField(name, pair);
  }

  #index(): ReadonlyMap<string | undefined, PairNode> {
    this.#table ??= new Map(this.#pairs.map((pair) => [textOf(pair), pair]));
    return this.#table;
  }
}

/** The text of a key that is a scalar itself. */
function textOf({ key }: PairNode): string | undefined {
  return key.kind === 'scalar' ? key.text : undefined;
}

function findPair(pairs: readonly PairNode[], name: string | undefined): PairNode | undefined {
  for (const pair of pairs) if (textOf(pair) === name) return pair;
  return undefined;
}

function ownField(name: string, { key, value }: PairNode): Field {
  return { name, keySpan: key.span, value, merged: false };
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
    if (isSimple(node, [])) {
      for (const { value } of node.pairs) visit(value);
      return;
    }
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
