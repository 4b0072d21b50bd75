import type { Level } from '../model/format.js';
import type { OptionTable, Rule } from '../rule.js';
import type { Config, RuleSetting } from './config.js';
import { createMatcher, type Matcher } from './glob.js';

/** A rule that runs on a file, and how. */
export interface ActiveRule {
  readonly rule: Rule;
  /** The level the configuration gives; undefined when it leaves that to the rule. */
  readonly level: Level | undefined;
  readonly options: OptionTable;
}

/** What holds for one file. Files with the same settings share one object, so that findings can be kept under it. */
export interface Settings {
  readonly active: ReadonlyMap<string, ActiveRule>;
  /** True when the configuration says that the file is not to be checked. */
  readonly ignored: boolean;
  readonly foreign: boolean;
  /** Path of the configuration file in use; undefined for the defaults. */
  readonly config: string | undefined;
}

/** Answers what holds for a file, under one configuration. */
export interface Resolver {
  settings(path: string): Settings;
}

/**
 * Weak to strong: preset, `rules`, each matching entry of `overrides` from top to bottom. Globs are relative to the
 * folder `base`.
 */
export function createResolver(rules: readonly Rule[], config: Config | undefined, base = ''): Resolver {
  const folder = base === '' || base.endsWith('/') ? base : `${base}/`;
  const ignored = createMatcher(config?.ignore ?? []);
  const overrides = (config?.overrides ?? []).map(({ files, rules }) => ({ matches: createMatcher(files), rules }));
  const known = new Map<string, Settings>();

  const resolve = (matching: readonly boolean[], isIgnored: boolean): Settings => {
    const layers = [config?.rules, ...overrides.filter((_, i) => matching[i]).map(({ rules }) => rules)];
    const active = new Map<string, ActiveRule>();
    for (const rule of rules) {
      const found = layers.map((layer) => layer?.get(rule.id)).filter((setting) => setting !== undefined);
      const one = activate(rule, config?.extends ?? 'recommended', found);
      if (one !== undefined) active.set(rule.id, one);
    }
    return { active, ignored: isIgnored, foreign: config?.foreign ?? true, config: config?.path };
  };

  return {
    settings(path) {
      const local = path.startsWith(folder) ? path.slice(folder.length) : path;
      const test = (matches: Matcher): boolean => matches(local.replace(/^\//, ''));
      const matching = overrides.map(({ matches }) => test(matches));
      const isIgnored = test(ignored);
      const key = `${isIgnored} ${matching.join()}`;
      const kept = known.get(key) ?? resolve(matching, isIgnored);
      known.set(key, kept);
      return kept;
    },
  };
}

function activate(rule: Rule, preset: Config['extends'], found: readonly RuleSetting[]): ActiveRule | undefined {
  // What is wrong with a configuration is told under every preset, the empty one included.
  const inPreset = rule.on === 'setting' || (preset !== 'none' && ['recommended', preset].includes(rule.preset));
  if (found.length === 0 && !inPreset) return undefined;
  const level = found
    .map((setting) => setting.level)
    .filter((one) => one !== undefined)
    .at(-1);
  if (level === 'off') return undefined;
  const options: OptionTable = Object.fromEntries(
    [rule.options, ...found.map((setting) => setting.options)].flatMap((table) => Object.entries(table)),
  );
  return { rule, level: level === 'on' ? undefined : level, options };
}
