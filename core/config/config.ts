import type { SupportDate } from '../model/conventions.js';
import type { Format, Level } from '../model/format.js';
import type { OptionTable } from '../rule.js';
import type { Span } from '../span.js';
import type { BesideTool } from './beside.js';

/** What one configuration file says. What it leaves out is undefined or empty, so that files can be laid over each other. */
export interface Config {
  /** Path of the file. */
  readonly path: string;
  /** What it builds upon, weak to strong. */
  readonly extends: readonly Base[];
  /** Rules that came later are off until a setting names them. Undefined: all of this version hold. */
  readonly rulesVersion: { readonly version: string; readonly span: Span } | undefined;
  readonly rules: RuleSettings;
  readonly overrides: readonly Override[];
  /** Files that are not checked. */
  readonly ignore: readonly string[];
  /** Whether suppressions written for other tools count. */
  readonly foreign: boolean | undefined;
  /** Other tools that run on the same files; what they tell themselves is left to them. */
  readonly beside: readonly Beside[];
  /** Whether every suppression has to say why. */
  readonly requireReason: boolean | undefined;
  /** Rules that no comment and no annotation silences. */
  readonly locked: readonly string[];
  readonly images: { readonly trusted: readonly string[]; readonly support: readonly SupportDate[] };
  /** Names of labels; `*` stands for any part. */
  readonly labels: { readonly allowed: readonly string[]; readonly unbounded: readonly string[] };
  /** What people vouch for, of the readiness checklist. */
  readonly attest: readonly Attestation[];
}

/** Names of the sets of rules that a configuration may begin with. */
export const presets = ['recommended', 'strict', 'none'] as const;
export type PresetName = (typeof presets)[number];

/** A tool that runs beside us, and where it is named. */
export interface Beside {
  readonly tool: BesideTool;
  readonly span: Span;
}

/** A preset, or another configuration file. */
export type Base =
  | { readonly preset: PresetName; readonly span: Span }
  | {
      readonly preset: undefined;
      /** Absolute, as the workspace knows it. */
      readonly path: string;
      /** As written. */
      readonly written: string;
      readonly span: Span;
    };

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

/** Settings for a part of the files, or of what stands in them. Every selector that is written has to fit. */
export interface Override {
  /** Globs; undefined: any file. */
  readonly files: readonly string[] | undefined;
  /** Undefined: any format. */
  readonly formats: readonly Format[] | undefined;
  /** Kinds of Kubernetes objects, as globs; undefined: any, and what is no object. */
  readonly kinds: readonly string[] | undefined;
  /** Names of Kubernetes objects and Compose services, as globs; undefined: any, and what has no name. */
  readonly names: readonly string[] | undefined;
  readonly reason: string | undefined;
  readonly rules: RuleSettings;
  /** The entry in the file. */
  readonly span: Span;
}

/** By rule id, in the order of the file. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RuleSetting {
  /** `on`: as loud as the rule itself says. Undefined: weaker settings decide, and by itself it means `on`. */
  readonly level: Level | 'on' | 'off' | undefined;
  /** Only the options that are written. */
  readonly options: OptionTable;
  /** The rule's id in the file. */
  readonly span: Span;
}

/** Names under which our configuration is found in a folder; the first that exists is read. */
export const configNames: readonly string[] = ['.seaworthy.yaml', '.seaworthy.yml', '.seaworthy.json'];
