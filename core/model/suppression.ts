import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { Format } from './format.js';

/**
 * One rule id in one of our own directives (`# seaworthy-ignore …`) or in our annotation, or the directive itself when
 * it names none. The engine supplies these after all other rules have run, for only it knows what was covered.
 */
export interface Suppression {
  /** That of the document the directive stands in. */
  readonly format: Format;
  /** As written; empty when the directive names no rule. */
  readonly id: string;
  /** The id, or the directive when it names none. */
  readonly span: Span;
  /**
   * `used`: it hides a finding. `unused`: the rule ran and there is nothing to hide. `idle`: the rule did not run, so
   * nobody can tell. `locked`: the configuration lets nothing hide this rule. `unknown`: there is no such rule.
   * `malformed`: see `fault`.
   */
  readonly state: 'used' | 'unused' | 'idle' | 'locked' | 'unknown' | 'malformed';
  /** True when `span` is the id letter by letter, so that a fix may replace it. */
  readonly exact: boolean;
  /** What is wrong with a malformed directive. */
  readonly fault: SuppressionFault | undefined;
  /** The known id, or the known directive, that is spelled most like it. */
  readonly nearest: string | undefined;
  /** The text behind `--`. */
  readonly reason: string | undefined;
  /** The whole directive, on its first id and only when the configuration asks for a reason and there is none. */
  readonly reasonless: Span | undefined;
  /** Takes the id away, and the directive with its last id; undefined where a comment is not ours to edit. */
  readonly removal: readonly Edit[] | undefined;
}

/**
 * `no-rules`: ids are required. `directive`: no directive has this name. `no-end`: a begin without its end.
 * `no-begin`: an end without a begin. `no-stage`: there is no stage on the next line. `no-target`: nothing follows.
 * `annotation`: no annotation of ours has this name. `label`: it stands among the labels.
 */
export type SuppressionFault =
  | 'no-rules'
  | 'directive'
  | 'no-end'
  | 'no-begin'
  | 'no-stage'
  | 'no-target'
  | 'annotation'
  | 'label';
