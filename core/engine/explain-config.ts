import { isForOwners, isInPreset, type Layer, type Resolver } from '../config/active.js';
import type { Override, PresetName, RuleSetting } from '../config/config.js';
import type { SupportDate } from '../model/conventions.js';
import type { Format, Level } from '../model/format.js';
import { levelOf, type OptionTable, type Rule } from '../rule.js';
import { indexLines } from '../span.js';

/** Everything that holds for one file, for people who wonder why. */
export interface ExplainedConfig {
  /** Undefined: none of ours. */
  readonly format: Format | undefined;
  /** Configuration files in use, weak to strong; the last one is that of the file. Empty: the defaults. */
  readonly configs: readonly string[];
  readonly preset: PresetName;
  readonly ignored: boolean;
  readonly foreign: boolean;
  /** Tools that run beside us, each with where it is named. */
  readonly beside: readonly { readonly tool: string; readonly at: Written }[];
  readonly requireReason: boolean;
  readonly locked: readonly string[];
  readonly trusted: readonly string[];
  readonly support: readonly SupportDate[];
  readonly labels: { readonly allowed: readonly string[]; readonly unbounded: readonly string[] };
  /** Rules that speak about the format and are on, or that somebody has switched off. In the order of their ids. */
  readonly rules: readonly ExplainedRule[];
  /** What holds for single objects and services only, weak to strong. */
  readonly parts: readonly ExplainedPart[];
}

export interface ExplainedRule {
  readonly id: string;
  readonly level: Level | 'off';
  readonly options: OptionTable;
  /** Where it is written, weak to strong; empty: nowhere, it follows from the preset. */
  readonly from: readonly Written[];
}

export interface ExplainedPart {
  readonly kind: readonly string[] | undefined;
  readonly name: readonly string[] | undefined;
  readonly reason: string | undefined;
  readonly at: Written;
  readonly rules: readonly (Pick<RuleSetting, 'level' | 'options'> & { readonly id: string })[];
}

/** A place in a configuration file; the line counts from 1. */
export interface Written {
  readonly path: string;
  readonly line: number;
  readonly reason: string | undefined;
}

export interface ExplainOptions {
  readonly rules: readonly Rule[];
  readonly resolver: Resolver;
  readonly path: string;
  readonly format: Format | undefined;
  readonly textOf: (path: string) => string | undefined;
}

export function explainConfig({ rules, resolver, path, format, textOf }: ExplainOptions): ExplainedConfig {
  const settings = resolver.settings(path, format);
  const layers = resolver.layers(path, format);
  const whole = layers.filter((layer) => !isForOwners(layer));

  const lineOf = (path: string, start: number): number => indexLines(textOf(path) ?? '').position(start).line + 1;
  const written = ({ config: { path }, override }: Layer, start: number): Written => ({
    path,
    line: lineOf(path, start),
    reason: override?.reason,
  });

  const pinned = (rule: Rule, settings: number): readonly Written[] => {
    const config = settings === 0 ? resolver.pinnedBy(rule) : undefined;
    if (config?.rulesVersion === undefined) return [];
    const reason = `rulesVersion ${config.rulesVersion.version}`;
    return [
      { ...written({ config, override: undefined, rules: config.rules }, config.rulesVersion.span.start), reason },
    ];
  };

  const explained = (rule: Rule): readonly ExplainedRule[] => {
    const found = whole.flatMap((layer) => {
      const setting = layer.rules.get(rule.id);
      return setting === undefined ? [] : [{ layer, setting }];
    });
    const active = settings.active.get(rule.id);
    if (active === undefined && found.length === 0 && !isInPreset(rule, resolver.preset)) return [];
    return [
      {
        id: rule.id,
        level: active === undefined ? 'off' : (active.level ?? levelOf(rule, format ?? rule.kinds[0] ?? 'seaworthy')),
        options: active?.options ?? {},
        from: [...pinned(rule, found.length), ...found.map(({ layer, setting }) => written(layer, setting.span.start))],
      },
    ];
  };

  const part = (layer: Layer, { kinds, names, reason, span }: Override): ExplainedPart => ({
    kind: kinds,
    name: names,
    reason,
    at: written(layer, span.start),
    rules: [...layer.rules].map(([id, { level, options }]) => ({ id, level, options })),
  });

  const { configs } = resolver;
  const { images } = settings.conventions;
  return {
    format,
    configs: configs.map((config) => config.path),
    preset: resolver.preset,
    ignored: settings.ignored,
    foreign: settings.foreign,
    beside: configs.flatMap(({ path: from, beside }) =>
      beside.map(({ tool, span }) => ({
        tool,
        at: { path: from, line: lineOf(from, span.start), reason: undefined },
      })),
    ),
    requireReason: settings.requireReason,
    locked: [...settings.locked].sort(),
    trusted: images.trusted,
    support: images.support,
    labels: {
      allowed: configs.flatMap(({ labels }) => labels.allowed),
      unbounded: configs.flatMap(({ labels }) => labels.unbounded),
    },
    rules: rules
      .filter(({ kinds }) => format === undefined || kinds.includes(format))
      .flatMap(explained)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    parts: layers
      .filter(isForOwners)
      .flatMap((layer) => (layer.override === undefined ? [] : [part(layer, layer.override)])),
  };
}
