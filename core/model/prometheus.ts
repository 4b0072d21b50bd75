import type { Query } from '../promql/query.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { LabelEntry } from './label.js';

/** A group of rules at its place. */
export interface GroupPlace {
  /** The whole group. */
  readonly span: Span;
  /** Its name. */
  readonly anchor: Span;
}

/** An alerting rule, of a rule file or of a PrometheusRule object. Durations in seconds. */
export interface AlertRule {
  readonly format: 'prometheus';
  readonly name: string;
  readonly anchor: Span;
  readonly group: string;
  readonly groupPlace: GroupPlace;
  readonly query: Value<Query>;
  readonly wait: Value<number>;
  readonly labels: readonly LabelEntry[];
  readonly annotations: readonly LabelEntry[];
  readonly cursor: Cursor;
}

/** A recording rule. */
export interface RecordingRule {
  readonly format: 'prometheus';
  readonly name: string;
  readonly anchor: Span;
  readonly group: string;
  readonly groupPlace: GroupPlace;
  readonly query: Value<Query>;
  readonly labels: readonly LabelEntry[];
  readonly cursor: Cursor;
}

/** One entry of `scrape_configs`, a ScrapeConfig, or an endpoint of a ServiceMonitor or PodMonitor. */
export interface ScrapeJob {
  readonly format: 'prometheus';
  readonly name: string;
  readonly anchor: Span;
  readonly targets: readonly Target[];
  /** Keys such as `kubernetes_sd_configs` that are present. */
  readonly discovery: readonly string[];
  readonly relabelling: readonly RelabelStep[];
  /** Seconds. Unset when the global one holds. */
  readonly interval: Value<number>;
  readonly timeout: Value<number>;
  readonly cursor: Cursor;
}

/** `host:port` of a static target. */
export interface Target {
  readonly address: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly span: Span;
  readonly value: Value<string>;
}

/** When a relabelling step runs, which decides what it sees and what it costs. */
export type RelabelPhase = 'target' | 'sample' | 'remote' | 'alert';

/** One step of a relabelling pipeline. Absent fields hold Prometheus's defaults with `via: 'default'`. */
export interface RelabelStep {
  readonly format: 'prometheus';
  readonly phase: RelabelPhase;
  readonly owner: string;
  readonly anchor: Span;
  readonly action: Value<string>;
  readonly sourceLabels: Value<readonly string[]>;
  readonly regex: Value<string>;
  readonly targetLabel: Value<string>;
  readonly replacement: Value<string>;
  /** The steps after this one in the same list, nearest first. */
  readonly later: readonly RelabelStep[];
  readonly cursor: Cursor;
}

/** A switch that makes labels of all attributes of an OpenTelemetry resource. */
export interface Promotion {
  readonly format: 'prometheus';
  /** An exporter of a collector, or the OTLP receiver of a Prometheus server. */
  readonly by: 'exporter' | 'server';
  readonly name: string;
  /** The switch itself. */
  readonly all: Value<boolean>;
  /** True when something chooses among the attributes first. */
  readonly narrowed: boolean;
  /** The list of what may be promoted instead, for a server. */
  readonly list: Cursor | undefined;
}

/** A query at its place in a rule. */
export interface QueryUse {
  readonly format: 'prometheus';
  readonly place: 'alert' | 'recording';
  readonly owner: string;
  readonly query: Query;
}
