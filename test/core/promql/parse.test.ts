import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ParseOptions, parseQuery } from '../../../core/promql/parse.js';
import type { Expression } from '../../../core/promql/query.js';
import { sourceAt } from '../../../core/source.js';

/** The tree, written back with a bracket round every operation, so that who belongs to whom can be read. */
function write(tree: Expression | undefined): string {
  if (tree === undefined) return '-';
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'string':
      return JSON.stringify(tree.value);
    case 'selector': {
      const matchers = tree.matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`);
      const range = tree.rangeSpan ? `[${tree.range}]` : '';
      const offset = tree.offset === undefined ? '' : ` offset ${tree.offset}`;
      return `${tree.metric ?? ''}${matchers.length > 0 ? `{${matchers.join(',')}}` : ''}${range}${offset}`;
    }
    case 'call':
      return `${tree.name}(${tree.args.map(write).join(', ')})`;
    case 'aggregation': {
      const grouping = tree.grouping ? ` ${tree.grouping}(${tree.labels.map(({ name }) => name).join(',')})` : '';
      return `${tree.operator}${grouping}(${tree.parameter ? `${write(tree.parameter)}; ` : ''}${write(tree.operand)})`;
    }
    case 'binary': {
      const list = (labels: readonly { readonly name: string }[]): string => labels.map(({ name }) => name).join(',');
      const matching = tree.matching ? ` ${tree.matching.kind}(${list(tree.matching.labels)})` : '';
      const group = tree.group ? ` ${tree.group.kind}(${list(tree.group.labels)})` : '';
      const bool = tree.bool ? ' bool' : '';
      return `<${write(tree.left)} ${tree.operator}${bool}${matching}${group} ${write(tree.right)}>`;
    }
    case 'unary':
      return `<${tree.operator}${write(tree.operand)}>`;
    case 'paren':
      return `(${write(tree.inner)})`;
    case 'subquery':
      return `${write(tree.inner)}[${tree.range}:${tree.step ?? ''}]`;
  }
}

function read(text: string): string {
  const query = parseQuery(sourceAt(text, 0));
  return query.problems.length > 0 ? query.problems.map(({ message }) => message).join('; ') : write(query.tree);
}

/** Problems as `the text they point at → message`. */
function problems(text: string, options?: ParseOptions): readonly string[] {
  return parseQuery(sourceAt(text, 0), options).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)} → ${message}`,
  );
}

function dialect(text: string, options?: ParseOptions): string {
  return parseQuery(sourceAt(text, 0), options).dialect;
}

test('a range, an offset and an @ belong to the selector they follow, not to the chain before it', () => {
  equal(read('sum(a) / sum_over_time(b[5m])'), '<sum(a) / sum_over_time(b[300])>');
  equal(read('a + b offset 5m * c'), '<a + <b offset 300 * c>>');
  equal(read('-a ^ b offset -1h'), '<-<a ^ b offset -3600>>');
  equal(read('a - max_over_time(b[1h:5m]) * c'), '<a - <max_over_time(b[3600:300]) * c>>');
  equal(read('max_over_time((a / b)[1d:])'), 'max_over_time((<a / b>)[86400:])');
  equal(read('rate(x[5m] @ end() offset 1h)'), 'rate(x[300] offset 3600)');
});

test('operators bind as the server binds them', () => {
  equal(read('a or b and c == d + e * f ^ g ^ h'), '<a or <b and <c == <d + <e * <f ^ <g ^ h>>>>>>>');
  equal(read('a - b - c'), '<<a - b> - c>');
  equal(read('a > bool 1 unless on(job) b'), '<<a > bool 1> unless on(job) b>');
  equal(
    read('a * on(pod) group_left(node, "app.kubernetes.io/name") b'),
    '<a * on(pod) group_left(node,app.kubernetes.io/name) b>',
  );
});

test('selectors, strings, numbers and comments are read as the server reads them', () => {
  equal(read('{"http.requests", "my label"=~"a|b"}'), 'http.requests{my label=~"a|b"}');
  equal(
    read('up{job=\'node\', path=`\\d+`, msg="a\\"b\\n"} # all nodes'),
    'up{job="node",path="\\\\d+",msg="a\\"b\\n"}',
  );
  equal(read('# first\nsum BY (job) (up) < 0x10'), '<sum by(job)(up) < 16>');
  equal(read('time() - x > 1_000 + 2h'), '<<time() - x> > <1000 + 7200>>');
  equal(read('rate(x[5m + 30s]) > 1e3'), '<rate(x[330]) > 1000>');
  equal(read('topk(3, count_values("version", build_info))'), 'topk(3; count_values("version"; build_info))');
});

test('an old function name is no error, because the version of the server is not known', () => {
  equal(read('holt_winters(x[5m], 0.1, 0.2)'), 'holt_winters(x[300], 0.1, 0.2)');
});

test('spans are those of the document', () => {
  const text = 'sum(rate(http_requests_total{code=~"5.."}[5m])) by (job) > 3';
  const { tree, span } = parseQuery(sourceAt(text, 100));
  deepEqual(span, { start: 100, end: 100 + text.length });
  const cut = (place: { readonly start: number; readonly end: number } | undefined): string =>
    place ? text.slice(place.start - 100, place.end - 100) : '';
  ok(tree?.kind === 'binary' && tree.left.kind === 'aggregation' && tree.left.operand?.kind === 'call');
  const selector = tree.left.operand.args[0];
  ok(selector?.kind === 'selector');
  deepEqual([tree.operatorSpan, tree.left.span, tree.left.labels[0]?.span, tree.left.operand.nameSpan].map(cut), [
    '>',
    'sum(rate(http_requests_total{code=~"5.."}[5m])) by (job)',
    'job',
    'rate',
  ]);
  deepEqual([selector.span, selector.metricSpan, selector.matchers[0]?.span, selector.rangeSpan].map(cut), [
    'http_requests_total{code=~"5.."}[5m]',
    'http_requests_total',
    'code=~"5.."',
    '[5m]',
  ]);
});

test('a syntax error points at what is wrong and says what stands there', () => {
  deepEqual(problems('sum(rate(a[5m]) by (job)'), ['( → "(" is never closed']);
  deepEqual(problems('sum by (job (a)'), ['( → "(" is never closed']);
  deepEqual(problems('rate(a[5m)'), [') → ")" stands where "]" would close the "[" before it']);
  deepEqual(problems('sum(a)) > 1'), [') → ")" closes nothing']);
  deepEqual(problems('a{job="x} > 1'), ['" → The quote is never closed']);
  deepEqual(problems("a == 'x"), ["' → The quote is never closed"]);
  deepEqual(problems('up =='), ['== → The query ends too early']);
  deepEqual(problems('up = 0'), ['= → Unexpected "=": values are compared by "=="']);
  deepEqual(problems('up{job=node}'), ['node → The value node of a label matcher stands without quotes']);
  deepEqual(problems('a{job="x" instance="y"}'), ['instance → Unexpected "instance"']);
  deepEqual(problems('histogram_quantile(0.9 sum(x))'), ['sum → Unexpected "sum"']);
  deepEqual(problems(' \n'), [' \n → The query is empty']);
});

test('an unknown function is named, with the nearest known one', () => {
  deepEqual(problems('raet(a[5m]) > 1'), ['raet → There is no function "raet", the nearest is "rate"']);
  deepEqual(problems('1 - frobnicate(a)'), ['frobnicate → There is no function "frobnicate"']);
  equal(parseQuery(sourceAt('raet(a[5m])', 0)).problems[0]?.kind, 'function');
});

test('what every server refuses when loading is a problem of its own kind', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'rate(requests_total)',
      'requests_total → "rate" takes a range vector (such as x[5m]) here, not an instant vector',
    ],
    ['sum(x[5m])', 'x[5m] → "sum" takes an instant vector here, not a range vector'],
    ['abs(5)', '5 → "abs" takes an instant vector here, not a number'],
    ['topk(x)', 'topk → Arguments of "topk": 2 wanted, 1 given'],
    ['round(x, 1, 2)', 'round → Arguments of "round": 1–2 wanted, 3 given'],
    ['label_join(x, "a")', 'label_join → Arguments of "label_join": ≥ 3 wanted, 2 given'],
    ['{job=""}', '{job=""} → The selector matches every series: at least one matcher has to exclude the empty value'],
    [
      '{job=~".*"}',
      '{job=~".*"} → The selector matches every series: at least one matcher has to exclude the empty value',
    ],
    ['1 > 2', '1 > 2 → A comparison of two numbers is written "> bool"'],
    ['a + bool b', '+ → "bool" only goes with a comparison'],
    ['a and 1', '1 → "and" joins vectors, not numbers'],
    ['a and on(x) group_left() b', 'and → "group_left" does not go with "and"'],
    ['a / on(x) group_left(x) b', 'x → Label "x" stands both in "on" and in "group_left"'],
    ['rate(a / b[5m])', 'b[5m] → "/" cannot be applied to a range vector'],
    ['sum(x)[5m]', '[5m] → A range can only follow a selector'],
    ['sum(x) offset 5m', 'offset 5m → "offset" can only follow a selector or a subquery'],
    ['up{__name__="down"}', '__name__="down" → The metric name stands here twice'],
  ];
  for (const [text, expected] of cases) deepEqual(problems(text), [expected], text);
  equal(parseQuery(sourceAt('abs(5)', 0)).problems[0]?.kind, 'type');
});

test('rare but valid queries are accepted', () => {
  for (const text of [
    'vector(1)',
    'absent(up{job="x"})',
    '{__name__=~"job:.+"}',
    '{job!=""}',
    'a{x=""}',
    'minute() < 5',
    'label_replace(up, "host", "$1", "instance", "(.*):.*")',
    'sort_by_label(up, "a", "b")',
    'info(x, {})',
    'sum without () (x)',
    'sum(x) by ()',
    'a * ignoring(code) group_left b',
    'scalar(sum(a)) > bool 2',
    'quantile(0.9, x)',
    'limit_ratio(0.1, x)',
    'predict_linear(x[6h], 4 * 3600) < 0',
    'histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))',
    '-1 * a',
    '+Inf',
    'start > 1 and offset_total > 1',
    'a @ 1609746000 offset 5m',
    'rate(x[5m:30s])',
  ]) {
    deepEqual([dialect(text), problems(text)], ['promql', []], text);
  }
});

test('other dialects, variables and placeholders are not judged', () => {
  for (const text of [
    '{app="nginx"} |= "error"',
    'sum(rate({app="nginx"} | json | status >= 500 [5m]))',
    'count_over_time({app="x"} != "debug" [5m])',
    'bytes_rate({app="x"}[5m])',
    'rate(x[$__rate_interval]) > $limit',
    `up > ${'$'}{threshold}`,
    'sum(up) > {{ .Values.limit }}',
    'foo{%(selector)s}',
    'up < <threshold>',
    'increase_pure(x[5m]) > 1',
    'a default 0',
    'x{a="1" or b="2"}',
  ]) {
    deepEqual([dialect(text), problems(text)], ['unknown', []], text);
  }
});

test('a query that was copied from a dashboard keeps a variable that Grafana alone fills in', () => {
  const said = (name: string) => [`${name} → "${name}" is a variable of Grafana, which Prometheus does not fill in`];
  for (const [text, name] of [
    ['sum(rate(requests_total[$__rate_interval])) > 5', '$__rate_interval'],
    ['rate(requests_total{job="api"}[$__interval]) > 5', '$__interval'],
    ['max_over_time(rate(requests_total[5m])[$__range:1m])', '$__range'],
    ['increase(a[$__range]) / increase(b[$__range])', '$__range'],
    ['rate(requests_total[5m] offset $__interval)', '$__interval'],
  ] as const) {
    deepEqual(problems(text), said(name), text);
    deepEqual([dialect(text, { lenient: true }), problems(text, { lenient: true })], ['unknown', []], text);
  }
  for (const text of [
    'rate(requests_total[$__rate_interval]) > $threshold',
    'rate(requests_total[$interval]) > 5',
    `rate(requests_total[\${__range}])`,
    `rate(requests_total{job="\${JOB}"}[$__range]) > \${LIMIT}`,
    'rate({app="shop"}[$__interval]) > 5',
    'sum(rate({app="shop"} |= "error" [$__range]))',
    'rate_over_sum(requests_total[$__interval])',
    'sum(rate(requests_total[$__rate_interval])) keep_metric_names',
    'rate(requests_total[$__rate_interval_ms])',
    'rate(requests_total[$__rate_interval]',
    'up == {{ .Values.limit }} * rate(a[$__range])',
  ]) {
    deepEqual([dialect(text), problems(text)], ['unknown', []], text);
  }
  deepEqual(problems('up{job="$__range"} == 0 # [$__interval]'), []);
});

test('in a file of another dialect only what is valid PromQL is read', () => {
  equal(dialect('rate(requests_total) > 5'), 'promql');
  equal(dialect('rate(requests_total) > 5', { lenient: true }), 'unknown');
  equal(dialect('rate(requests_total[5m]) > 5', { lenient: true }), 'promql');
});

test('nesting beyond measure is left alone instead of exhausting the stack', () => {
  equal(dialect(`${'('.repeat(20_000)}up${')'.repeat(20_000)}`), 'unknown');
  equal(dialect(Array(5000).fill('up').join(' + ')), 'unknown');
});

test('no text makes the reader throw, and every span lies inside the text', () => {
  const word = fc.constantFrom(
    ...['sum', 'rate', 'up', '(', ')', '[', ']', '{', '}', '5m', '1', '"a"', "'", ',', '=', '=~', '==', 'by', 'on'],
    ...['offset', '@', '-', '/', 'bool', 'group_left', 'start', '#', '\n', '`', '\\', '|', '$', 'é'],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      const text = words.join(' ');
      const query = parseQuery(sourceAt(text, 0));
      equal(query.tree === undefined, query.problems.length > 0 || query.dialect === 'unknown');
      for (const { span } of query.problems) ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
    }),
    { numRuns: 500 },
  );
});

test('problems are told in both languages', () => {
  const [problem] = parseQuery(sourceAt('rate(up)', 0)).problems;
  deepEqual(problem?.text, {
    en: '"rate" takes a range vector (such as x[5m]) here, not an instant vector',
    ru: '«rate» принимает здесь диапазонный вектор (например, x[5m]), а не мгновенный вектор',
  });
});
