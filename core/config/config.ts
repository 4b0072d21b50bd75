import type { Level } from '../model/format.js';
import type { OptionTable } from '../rule.js';
import type { Span } from '../span.js';

/** What our configuration file says. Absent keys hold their defaults. */
export interface Config {
  /** Path of the file; its globs are relative to its folder. */
  readonly path: string;
  readonly extends: 'recommended' | 'strict' | 'none';
  readonly rules: RuleSettings;
  readonly overrides: readonly Override[];
  /** Files that are not checked. */
  readonly ignore: readonly string[];
  /** Whether suppressions written for other tools count. */
  readonly foreign: boolean;
  /** What people vouch for, of the readiness checklist. */
  readonly attest: readonly Attestation[];
}

/** An item of the readiness checklist that somebody vouches for. */
export interface Attestation {
  readonly item: string;
  /** In their own words. */
  readonly words: {
    readonly who: string;
    readonly when: string;
    readonly link: string | undefined;
    readonly note: string | undefined;
  };
  /** Path of the configuration file. */
  readonly path: string;
  /** Where the item is named in it. */
  readonly span: Span;
}

export interface Override {
  readonly files: readonly string[];
  readonly rules: RuleSettings;
}

/** By rule id, in the order of the file. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RuleSetting {
  /** `on`: as loud as the rule itself says. Undefined: weaker settings decide, and by itself it means `on`. */
  readonly level: Level | 'on' | 'off' | undefined;
  /** Only the options that are written. */
  readonly options: OptionTable;
}

/** Names under which our configuration is found in a folder; the first that exists is read. */
export const configNames: readonly string[] = ['.seaworthy.yaml', '.seaworthy.yml', '.seaworthy.json'];
