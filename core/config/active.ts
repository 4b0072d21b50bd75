import { type Conventions, noConventions } from '../model/conventions.js';
import type { Format, Level } from '../model/format.js';
import type { OptionTable, Rule } from '../rule.js';
import type { Config, Override, PresetName, RuleSetting, RuleSettings } from './config.js';

/** A rule that runs on a file, and how. */
export interface ActiveRule {
  readonly rule: Rule;
  /** The level the configuration gives; undefined when it leaves that to the rule. */
  readonly level: Level | undefined;
  readonly options: OptionTable;
  /** True when a configuration names it, so that it speaks whatever other tools say. */
  readonly named: boolean;
}

/** What an override may name inside a file. */
export interface Owner {
  /** Of a Kubernetes object; undefined for a Compose service. */
  readonly kind: string | undefined;
  readonly name: string;
}

/** What holds for one file. Files with the same settings share one object, so that findings can be kept under it. */
export interface Settings {
  readonly active: ReadonlyMap<string, ActiveRule>;
  /** True when the configuration says that the file is not to be checked. */
  readonly ignored: boolean;
  readonly foreign: boolean;
  /** Tools that run beside us. */
  readonly beside: ReadonlySet<string>;
  readonly requireReason: boolean;
  /** Rules that no suppression in a file silences. */
  readonly locked: ReadonlySet<string>;
  readonly conventions: Conventions;
  /** Path of the configuration file in use; undefined for the defaults. */
  readonly config: string | undefined;
  /** What holds for an object or a service; the same settings where nothing is said of it. Unset: of none is anything said. */
  readonly of?: (owner: Owner) => Settings;
}

/** Answers what holds for a file, under one configuration. */
export interface Resolver {
  readonly preset: PresetName;
  /** Weak to strong; empty: the defaults. */
  readonly configs: readonly Config[];
  /** The configuration that keeps a rule off because it is newer than what is asked for; undefined for any other rule. */
  pinnedBy(rule: Rule): Config | undefined;
  /** Without a format, overrides that ask for one do not hold. */
  settings(path: string, format?: Format): Settings;
  /** The layers that hold for a file, weak to strong, with what they were written for. */
  layers(path: string, format?: Format): readonly Layer[];
}

/** Settings of rules as they are written in one place. */
export interface Layer {
  readonly config: Config;
  /** Undefined for the `rules` of the file itself. */
  readonly override: Override | undefined;
  readonly rules: RuleSettings;
}

/** Whether a layer holds for all of a file, or only for some of what stands in it. */
export function isForOwners({ override }: Layer): boolean {
  return override?.kinds !== undefined || override?.names !== undefined;
}

/** What holds where there is no configuration. */
export function withoutConfig(rules: readonly Rule[]): Resolver {
  const active = rules.map((rule) => activeRule(rule, 'recommended', [])).filter((one) => one !== undefined);
  const settings: Settings = {
    active: new Map(active.map((one) => [one.rule.id, one])),
    ignored: false,
    foreign: true,
    beside: new Set(),
    requireReason: false,
    locked: new Set(),
    conventions: noConventions,
    config: undefined,
  };
  return { preset: 'recommended', configs: [], pinnedBy: () => undefined, settings: () => settings, layers: () => [] };
}

/** Whether a rule is on before anything else is said. */
export function isInPreset(rule: Rule, preset: PresetName): boolean {
  // What is wrong with a configuration is told under every preset, the empty one included.
  return rule.on === 'setting' || (preset !== 'none' && ['recommended', preset].includes(rule.preset));
}

/** A rule under what the layers say of it, weak to strong; undefined: it is off. */
export function activeRule(rule: Rule, preset: PresetName, found: readonly RuleSetting[]): ActiveRule | undefined {
  if (found.length === 0 && !isInPreset(rule, preset)) return undefined;
  const level = found.map((setting) => setting.level).findLast((one) => one !== undefined);
  if (level === 'off') return undefined;
  const options: OptionTable = Object.fromEntries(
    [rule.options, ...found.map((setting) => setting.options)].flatMap((table) => Object.entries(table)),
  );
  return { rule, level: level === 'on' ? undefined : level, options, named: found.length > 0 };
}
