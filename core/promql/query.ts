import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import type { Text } from '../text.js';

/** A query as it stands in a document. Spans of the tree are those of the document. */
export interface Query {
  readonly source: SourceText;
  readonly span: Span;
  /** `unknown` when the text is no PromQL but may be LogQL, MetricsQL or a template: nothing is judged then. */
  readonly dialect: 'promql' | 'unknown';
  readonly problems: readonly QueryProblem[];
  /** Undefined when there are problems. */
  readonly tree: Expression | undefined;
}

/** What a server would refuse when it loads the query. */
export interface QueryProblem {
  readonly span: Span;
  /** The English text; `text` is the same in both languages. */
  readonly message: string;
  readonly text: Text;
  /** `function`: a name no server knows. `type`: well-formed, but a value of the wrong type or count stands there. */
  readonly kind: 'syntax' | 'function' | 'type';
}

/**
 * PromQL, lowered from the grammar's tree: `[5m]`, `offset` and `@` belong to the selector or subquery they follow.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export type Expression =
  | Selector
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly nameSpan: Span;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  | Aggregation
  | Binary
  | { readonly kind: 'unary'; readonly operator: '+' | '-'; readonly operand: Expression; readonly span: Span }
  | { readonly kind: 'paren'; readonly inner: Expression; readonly span: Span }
  | {
      readonly kind: 'subquery';
      readonly inner: Expression;
      readonly range: number | undefined;
      readonly step: number | undefined;
      readonly span: Span;
    };

export interface Selector {
  readonly kind: 'selector';
  /** Undefined for `{…}` without a name. */
  readonly metric: string | undefined;
  readonly metricSpan: Span | undefined;
  readonly matchers: readonly Matcher[];
  /** Seconds; undefined for an instant selector, and when the range is computed (`[step() * 4]`). */
  readonly range: number | undefined;
  /** The brackets with their content; undefined only for an instant selector. */
  readonly rangeSpan: Span | undefined;
  /** Seconds; undefined without an offset. */
  readonly offset: number | undefined;
  readonly span: Span;
}

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  readonly span: Span;
}

export interface NamedSpan {
  readonly name: string;
  readonly span: Span;
}

export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly grouping: 'by' | 'without' | undefined;
  readonly labels: readonly NamedSpan[];
  readonly parameter: Expression | undefined;
  readonly operand: Expression | undefined;
  readonly span: Span;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: string;
  /** The operator alone, without `bool` and the clauses behind it. */
  readonly operatorSpan: Span;
  readonly bool: boolean;
  readonly matching: { readonly kind: 'on' | 'ignoring'; readonly labels: readonly NamedSpan[] } | undefined;
  readonly group: { readonly kind: 'group_left' | 'group_right'; readonly labels: readonly NamedSpan[] } | undefined;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}
