import { lazy } from '../kinds/document.js';
import type { Rule } from '../rule.js';

/** Finds our rules by the ids that other tools have for them. */
export interface Peers {
  /** Ids of our rules for `tool` and one of its ids; for `*`, all that have a counterpart in the tool. */
  rulesOf(tool: string, id: string): ReadonlySet<string>;
}

/**
 * Reads the field `same` of all rules. `tool:ID#part` means that the tool's check covers several of our rules: its bare
 * id stands for all of them.
 */
export function createPeers(rules: readonly Rule[]): Peers {
  const table = lazy(() => readTable(rules));
  return { rulesOf: (tool, id) => table().get(keyOf(tool, id)) ?? nothing };
}

function readTable(rules: readonly Rule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const table = new Map<string, Set<string>>();
  const add = (key: string, rule: string): void => {
    const known = table.get(key);
    if (known) known.add(rule);
    else table.set(key, new Set([rule]));
  };
  for (const rule of rules) {
    for (const same of rule.same) {
      const colon = same.indexOf(':');
      const tool = same.slice(0, colon);
      add(keyOf(tool, same.slice(colon + 1).replace(/#[^#]*$/, '')), rule.id);
      add(`${tool}:*`, rule.id);
    }
  }
  return table;
}

const nothing: ReadonlySet<string> = new Set();

/** Trivy writes one id in several ways: `DS-0002`, `AVD-DS-0002`, `DS002`. All other ids are compared as written. */
function keyOf(tool: string, id: string): string {
  if (tool !== 'trivy') return `${tool}:${id}`;
  const parts = /^(?:AVD-)?([A-Z]+(?:-[A-Z]+)*)-?(\d{1,6})$/i.exec(id);
  return `trivy:${parts ? `${parts[1]}-${Number(parts[2])}`.toUpperCase() : id}`;
}
