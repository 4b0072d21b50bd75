import { type Conventions, noConventions } from '../model/conventions.js';
import type { Format } from '../model/format.js';
import type { Rule } from '../rule.js';
import { isNewer } from '../version.js';
import { type ActiveRule, activeRule, type Layer, type Owner, type Resolver, type Settings } from './active.js';
import type { Config, Override } from './config.js';
import { createMatcher, createNameMatcher, type Matcher, selecting } from './glob.js';
import type { Lineage } from './lineage.js';

interface Selecting extends Layer {
  readonly isOfFile: (path: string, format: Format | undefined) => boolean;
  /** Undefined: no matter what. */
  readonly isOfOwner: ((owner: Owner) => boolean) | undefined;
}

/**
 * Weak to strong: preset, then of each file of the lineage `rules` and each matching entry of `overrides` from top to
 * bottom. Globs of all of them are relative to the folder `base`.
 */
export function createResolver(rules: readonly Rule[], { preset, configs }: Lineage, base = ''): Resolver {
  const folder = base === '' || base.endsWith('/') ? base : `${base}/`;
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
      const one = activeRule(rule, preset, found);
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
    preset,
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
