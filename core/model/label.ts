import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Format } from './format.js';

/** A label as it is written: a name with a value, and a hole that can remove it. */
export interface LabelEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value<string>;
}

/** Where a label is born; the place decides what a value too many costs. */
export type LabelPlace =
  /** LABEL of an image, `labels` of a Compose service: exported by cAdvisor. */
  | 'image'
  | 'service'
  /** Options of a log driver that copy labels or variables into each record. */
  | 'log-option'
  /** Labels of a Kubernetes object or pod template. */
  | 'object'
  | 'pod-template'
  /** Labels of scrape targets: churn with the targets. */
  | 'target'
  /** Labels set on every sample, by metric relabelling or by a rule: multiply series. */
  | 'sample'
  | 'recording'
  | 'alert'
  | 'external'
  /** Names in a query that survive into the result. */
  | 'grouping'
  | 'join'
  | 'replace'
  /** Labels of a log stream (Loki, promtail). */
  | 'log-stream'
  /** Attributes of an OpenTelemetry resource: one series a resource, unless they are promoted. */
  | 'attribute'
  /** Dimensions of the metrics that a collector makes from spans or records. */
  | 'dimension';

/**
 * Why the values of a label have no bound: a person, a request, another id, a moment, an address, free text, a release,
 * a replica, or the sample itself.
 */
export type LabelClass =
  | 'person'
  | 'request'
  | 'id'
  | 'time'
  | 'network'
  | 'text'
  | 'release'
  | 'replica'
  | 'measurement';

/** One label at one place, the subject of the rules on cardinality. */
export interface LabelUse extends LabelEntry {
  readonly format: Format;
  readonly place: LabelPlace;
  /** What it belongs to, for the message: a service, a job, a rule. */
  readonly owner: string;
  /** The field or label that its value is a copy of, where it has another name. */
  readonly from?: string | undefined;
  /** True when a limit keeps the series that its values make within bounds. */
  readonly isCapped?: boolean;
  /**
   * Moves it to where it is carried and nothing is known by it: structured metadata of a log stream, annotations of an
   * object. Absent where there is no such place.
   */
  readonly move?: () => readonly Edit[] | undefined;
}
