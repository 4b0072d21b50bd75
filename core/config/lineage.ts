import type { SettingProblem } from '../model/setting.js';
import type { Config, PresetName } from './config.js';

/** A configuration file as far as it is known. */
export type Known =
  | { readonly state: 'read'; readonly config: Config; readonly isBroken: boolean }
  /** Somebody looked: there is none that may be read. */
  | { readonly state: 'absent' };

/** What is known of a file; undefined: nobody has read it yet. */
export type Lookup = (path: string) => Known | undefined;

/** A configuration with all it builds upon. */
export interface Lineage {
  /** The last preset that is named anywhere. */
  readonly preset: PresetName;
  /** Weak to strong, the configuration itself last. Each file once, where it counts most. */
  readonly configs: readonly Config[];
}

/**
 * Follows `extends` to any depth. Walked from the strongest to the weakest, so that a file that is reached twice stands
 * where it is strongest: an earlier place of the same settings could change nothing. A circle ends where it closes.
 */
export function lineageOf(own: Config, lookup: Lookup): Lineage {
  const configs: Config[] = [];
  const seen = new Set<string>();
  let preset: PresetName | undefined;
  const open: { readonly config: Config; next: number }[] = [];
  const enter = (config: Config): void => {
    if (seen.has(config.path)) return;
    seen.add(config.path);
    configs.push(config);
    open.push({ config, next: config.extends.length - 1 });
  };
  enter(own);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const base = top.config.extends[top.next--];
    if (base === undefined) open.pop();
    else if (base.preset !== undefined) preset ??= base.preset;
    else {
      const known = lookup(base.path);
      if (known?.state === 'read') enter(known.config);
    }
  }
  return { preset: preset ?? 'recommended', configs: configs.reverse() };
}

/** What is wrong with the files that a configuration builds upon, at the place where it names them. */
export function basesProblems(own: Config, lookup: Lookup): readonly SettingProblem[] {
  return own.extends.flatMap((base): readonly SettingProblem[] => {
    if (base.preset !== undefined) return [];
    const fault = faultOf(own, base.path, lookup);
    if (fault === undefined) return [];
    return [
      { format: 'seaworthy', span: base.span, name: base.written, fault, expected: undefined, nearest: undefined },
    ];
  });
}

function faultOf(own: Config, path: string, lookup: Lookup): 'absent' | 'circular' | 'broken' | undefined {
  if (path === own.path) return 'circular';
  const known = lookup(path);
  if (known === undefined) return undefined;
  if (known.state === 'absent') return 'absent';
  const leadsBack = lineageOf(known.config, lookup).configs.some((config) => config.path === own.path);
  if (leadsBack) return 'circular';
  return known.isBroken ? 'broken' : undefined;
}
