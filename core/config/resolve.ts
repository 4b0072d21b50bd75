import { type Conventions, noConventions } from '../model/conventions.js';
import type { Format, Level } from '../model/format.js';
import type { OptionTable, Rule } from '../rule.js';
import { isNewer } from '../version.js';
import type { Config, Override, PresetName, RuleSetting, RuleSettings } from './config.js';
import { createMatcher, createNameMatcher, type Matcher, selecting } from './glob.js';
import type { Lineage } from './lineage.js';

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

interface Selecting extends Layer {
  readonly isOfFile: (path: string, format: Format | undefined) => boolean;
  /** Undefined: no matter what. */
  readonly isOfOwner: ((owner: Owner) => boolean) | undefined;
}

/**
 * Weak to strong: preset, then of each file of the lineage `rules` and each matching entry of `overrides` from top to
 * bottom. Globs of all of them are relative to the folder `base`.
 */
export function createResolver(rules: readonly Rule[], lineage: Lineage | undefined, base = ''): Resolver {
  const folder = base === '' || base.endsWith('/') ? base : `${base}/`;
  const configs = lineage?.configs ?? [];
  const own = configs.at(-1);
  const ignored = createMatcher(configs.flatMap(({ ignore }) => ignore));
  const layers = configs.flatMap(layersOf);
  const rest = {
    foreign: lastOf(configs, ({ foreign }) => foreign) ?? true,
    beside: new Set(configs.flatMap(({ beside }) => beside.map(({ tool }) => tool))),
    requireReason: lastOf(configs, ({ requireReason }) => requireReason) ?? false,
    locked: new Set(configs.flatMap(({ locked }) => locked)),
    conventions: conventionsOf(configs),
    config: own?.path,
  };
  const known = new Map<string, Settings>();
  const pinning = configs.findLast(({ rulesVersion }) => rulesVersion !== undefined);
  const pinnedBy = ({ on, since }: Rule): Config | undefined =>
    // What is wrong with a configuration is told whatever it asks for.
    pinning?.rulesVersion !== undefined && on !== 'setting' && isNewer(since, pinning.rulesVersion.version)
      ? pinning
      : undefined;

  const activate = (held: readonly Layer[]): Settings['active'] => {
    const active = new Map<string, ActiveRule>();
    for (const rule of rules) {
      const found = held.map((layer) => layer.rules.get(rule.id)).filter((setting) => setting !== undefined);
      if (found.length === 0 && pinnedBy(rule) !== undefined) continue;
      const one = activeRule(rule, lineage?.preset ?? 'recommended', found);
      if (one !== undefined) active.set(rule.id, one);
    }
    return active;
  };

  const resolve = (key: string, candidates: readonly Selecting[], isIgnored: boolean): Settings => {
    const whole = candidates.filter(({ isOfOwner }) => isOfOwner === undefined);
    const settings = { ...rest, active: activate(whole), ignored: isIgnored };
    if (whole.length === candidates.length) return settings;
    const file: Settings = {
      ...settings,
      of(owner) {
        const held = candidates.filter(({ isOfOwner }) => isOfOwner?.(owner) !== false);
        if (held.length === whole.length) return file;
        const partKey = `${key} ${held.map((layer) => layers.indexOf(layer)).join()}`;
        const part = known.get(partKey) ?? { ...settings, active: activate(held) };
        known.set(partKey, part);
        return part;
      },
    };
    return file;
  };

  const local = (path: string): string =>
    (path.startsWith(folder) ? path.slice(folder.length) : path).replace(/^\//, '');

  return {
    preset: lineage?.preset ?? 'recommended',
    configs,
    pinnedBy,
    settings(path, format) {
      const name = local(path);
      const candidates = layers.filter(({ isOfFile }) => isOfFile(name, format));
      const isIgnored = ignored(name);
      const key = `${isIgnored} ${candidates.map((layer) => layers.indexOf(layer)).join()}`;
      const kept = known.get(key) ?? resolve(key, candidates, isIgnored);
      known.set(key, kept);
      return kept;
    },
    layers: (path, format) => layers.filter(({ isOfFile }) => isOfFile(local(path), format)),
  };
}

/** Whether a layer holds for all of a file, or only for some of what stands in it. */
export function isForOwners({ override }: Layer): boolean {
  return override?.kinds !== undefined || override?.names !== undefined;
}

function layersOf(config: Config): readonly Selecting[] {
  const own: Selecting = {
    config,
    override: undefined,
    rules: config.rules,
    isOfFile: () => true,
    isOfOwner: undefined,
  };
  return [
    own,
    ...config.overrides.map((override) => ({ config, override, rules: override.rules, ...select(override) })),
  ];
}

function select({ files, formats, kinds, names }: Override): Pick<Selecting, 'isOfFile' | 'isOfOwner'> {
  const isFile: Matcher = files === undefined ? () => true : createMatcher(selecting(files));
  // As kubectl has them: in whatever letters.
  const isKind: Matcher | undefined = kinds && createNameMatcher(selecting(kinds), { nocase: true });
  const isName: Matcher | undefined = names && createNameMatcher(selecting(names));
  return {
    isOfFile: (path, format) =>
      (formats === undefined || (format !== undefined && formats.includes(format))) && isFile(path),
    isOfOwner:
      isKind === undefined && isName === undefined
        ? undefined
        : ({ kind, name }) =>
            (isKind === undefined || (kind !== undefined && isKind(kind))) && (isName === undefined || isName(name)),
  };
}

function conventionsOf(configs: readonly Config[]): Conventions {
  const trusted = configs.flatMap(({ images }) => images.trusted);
  // A slash in front keeps the host at the beginning.
  const isTrusted = createMatcher(trusted.map((entry) => `/${entry}`));
  const images = {
    trusted,
    isTrusted: trusted.length === 0 ? noConventions.images.isTrusted : isTrusted,
    support: configs.flatMap(({ images: { support } }) => support),
  };
  // A name on both lists is what the stronger file says, and allowed where one file says both.
  const judges = configs
    .map(({ labels }) => ({
      isAllowed: createNameMatcher(labels.allowed),
      isUnbounded: createNameMatcher(labels.unbounded),
      isEmpty: labels.allowed.length + labels.unbounded.length === 0,
    }))
    .filter(({ isEmpty }) => !isEmpty)
    .reverse();
  if (judges.length === 0) return { ...noConventions, images };
  const last = (name: string) => judges.find((judge) => judge.isAllowed(name) || judge.isUnbounded(name));
  return {
    images,
    labels: {
      isAllowed: (name) => last(name)?.isAllowed(name) === true,
      isUnbounded: (name) => last(name)?.isAllowed(name) === false,
    },
  };
}

function lastOf<T>(configs: readonly Config[], get: (config: Config) => T | undefined): T | undefined {
  return configs.map(get).findLast((value) => value !== undefined);
}

/** Whether a rule is on before anything else is said. */
export function isInPreset(rule: Rule, preset: PresetName): boolean {
  // What is wrong with a configuration is told under every preset, the empty one included.
  return rule.on === 'setting' || (preset !== 'none' && ['recommended', preset].includes(rule.preset));
}

function activeRule(rule: Rule, preset: PresetName, found: readonly RuleSetting[]): ActiveRule | undefined {
  if (found.length === 0 && !isInPreset(rule, preset)) return undefined;
  const level = found.map((setting) => setting.level).findLast((one) => one !== undefined);
  if (level === 'off') return undefined;
  const options: OptionTable = Object.fromEntries(
    [rule.options, ...found.map((setting) => setting.options)].flatMap((table) => Object.entries(table)),
  );
  return { rule, level: level === 'on' ? undefined : level, options, named: found.length > 0 };
}
