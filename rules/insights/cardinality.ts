import type { InsightPlace } from '../../core/engine/insight.js';
import { judgeLabel, judgeUse } from '../../core/model/cardinality.js';
import type { LabelConventions } from '../../core/model/conventions.js';
import type { LabelUse } from '../../core/model/label.js';
import { type LabelSize, seriesOf, sizeOfLabel } from '../../core/model/series.js';
import type { Expression, NamedSpan } from '../../core/promql/query.js';
import { walk } from '../../core/promql/walk.js';
import { contains } from '../../core/span.js';
import { type Locale, say, type Text } from '../../core/text.js';
import { code, type Insight, isInstruction, isUnder } from './write.js';

const texts = {
  unbounded: {
    en: '{label} has no bound: about {values} values (assumed), each of them a time series for every combination of the other labels',
    ru: 'У {label} нет предела: значений около {values} (оценка), и под каждое — временной ряд на любое сочетание остальных меток',
  },
  stream: {
    en: '{label} has no bound: about {values} values (assumed), each of them a log stream of its own with its own chunks and index entry',
    ru: 'У {label} нет предела: значений около {values} (оценка), и под каждое — отдельный поток логов со своими чанками и записью в индексе',
  },
  grows: {
    en: '{label} takes a new value with {occasion}',
    ru: 'У {label} новое значение {occasion}',
  },
  bounded: {
    en: '{label} multiplies the series by about {values} (assumed)',
    ru: '{label} умножает число рядов примерно на {values} (оценка)',
  },
  product: {
    en: '`{factors} = {series}` · series of this expression, in order of magnitude',
    ru: '`{factors} = {series}` · столько рядов у этого выражения, по порядку величины',
  },
  culprit: {
    en: 'Without {label}, which has no bound: {series}',
    ru: 'Без {label}, у которой нет предела: {series}',
  },
  assumed: {
    en: '*Assumed from the names; Prometheus itself answers by `count({sample})`.*',
    ru: '*Оценка по именам; точно скажет сам Prometheus: `count({sample})`.*',
  },
  once: {
    en: '{label} has one value here and another one after the next change: then all series of this place start anew, and the old ones stay until retention ends',
    ru: 'У {label} здесь одно значение, после следующей правки — другое: все ряды этого места начнутся заново, а старые пролежат до конца срока хранения',
  },
} satisfies Record<string, Text>;

const insight: Insight = {
  id: 'cardinality',
  topics: ['label-practice'],
  isAskedBy: (key) =>
    key.kind === 'label' ||
    isInstruction(key, 'LABEL') ||
    isUnder(key, 'labels', 'external_labels', 'relabel_configs', 'metric_relabel_configs', 'write_relabel_configs') ||
    isUnder(key, 'relabelings', 'metricRelabelings', 'options'),
  tell(place) {
    const { document, span, key, locale } = place;
    const said = place.conventionsOf(document).labels;
    const step = document.relabel.find(({ cursor }) => contains(cursor.span, span));
    const use = document.label.find((each) => isAt(each, place) || (step && contains(step.cursor.span, each.nameSpan)));
    const grouped = key?.kind === 'label' || key === undefined ? labelsAt(place) : undefined;
    if (grouped !== undefined) return ofGroup(grouped, locale, said);
    if (use === undefined) return undefined;
    const size = sizeOfLabel(use.name, undefined, use.place, said);
    const label = code(use.name);
    const values = countOf(size.values ?? 0, locale);
    // Without a value the label of a log stream is filled from the line.
    const isFilled = use.place === 'log-stream' && use.value.state === 'unset';
    const judged =
      judgeUse(use, document.text, said) ?? (isFilled ? judgeLabel(use.name, undefined, use.place, said) : undefined);
    if (judged === undefined) {
      const isWritten = use.value.state === 'set' && !contains(use.value.span, use.nameSpan);
      if (isWritten || size.values === undefined || size.unbounded || span.start > use.nameSpan.end) return undefined;
      return [say(texts.bounded, locale, { label, values })];
    }
    const { occasion } = judged;
    const instead = capitalised(say(judged.instead, locale));
    if (judged.class === 'measurement') return [say(texts.grows, locale, { label, occasion }), instead];
    if (use.value.state === 'set' && !use.value.value.includes('{{') && isWrittenPlace(use.place))
      return [say(texts.once, locale, { label }), instead];
    if (size.unbounded === undefined) return [say(texts.grows, locale, { label, occasion }), instead];
    const text = use.place === 'log-stream' ? texts.stream : texts.unbounded;
    return [say(text, locale, { label, values }), instead];
  },
};

export default insight;

/** A clause as a sentence of its own. */
function capitalised(clause: string): string {
  return clause.slice(0, 1).toUpperCase() + clause.slice(1);
}

/** Places where a written value is the only one at a time. */
function isWrittenPlace(place: LabelUse['place']): boolean {
  return place !== 'sample' && place !== 'log-option' && place !== 'replace';
}

function isAt({ nameSpan, value }: LabelUse, { span }: InsightPlace): boolean {
  return (
    contains(nameSpan, span) || contains(span, nameSpan) || (value.state !== 'unset' && contains(value.span, span))
  );
}

/** The labels of the `by (…)` in which the place lies. */
function labelsAt({ document, span }: InsightPlace): readonly NamedSpan[] | undefined {
  const tree = document.query.find(({ query }) => contains(query.span, span))?.query.tree;
  let found: readonly NamedSpan[] | undefined;
  if (tree === undefined) return undefined;
  walk(tree, (expression: Expression) => {
    if (expression.kind !== 'aggregation' || expression.grouping !== 'by') return;
    if (expression.labels.some((label) => contains(label.span, span))) found = expression.labels;
  });
  return found;
}

function ofGroup(labels: readonly NamedSpan[], locale: Locale, said: LabelConventions): readonly string[] | undefined {
  const sizes = labels.map(({ name }) => sizeOfLabel(name, undefined, 'grouping', said));
  const known = sizes.filter(({ values }) => values !== undefined);
  const culprit = sizes.find(({ unbounded }) => unbounded !== undefined);
  const [only] = known;
  if (only === undefined) return undefined;
  if (known.length === 1) {
    const args = { label: code(only.name), values: countOf(only.values ?? 1, locale) };
    const judged = culprit && judgeLabel(culprit.name, undefined, 'grouping', said);
    return [
      say(culprit === undefined ? texts.bounded : texts.unbounded, locale, args),
      ...(judged === undefined ? [] : [capitalised(say(judged.instead, locale))]),
    ];
  }
  const factors = known.map(({ name, values = 1 }) => `${clean(name)} ${countOf(values, locale)}`).join(' × ');
  const lines = [say(texts.product, locale, { factors, series: countOf(seriesOf(known), locale) })];
  if (culprit !== undefined) {
    const rest = known.filter((size: LabelSize) => size !== culprit);
    lines.push(say(texts.culprit, locale, { label: code(culprit.name), series: countOf(seriesOf(rest), locale) }));
    const judged = judgeLabel(culprit.name, undefined, 'grouping', said);
    if (judged !== undefined) lines.push(capitalised(say(judged.instead, locale)));
  }
  lines.push(
    say(texts.assumed, locale, { sample: `sum by (${labels.map(({ name }) => clean(name)).join(', ')}) (…)` }),
  );
  return lines;
}

/** A name within backticks; those of labels may hold any letter. */
function clean(name: string): string {
  return name.replace(/[`\s]/g, ' ');
}

/** An order of magnitude as people say it: `2 million`, `50,000`. */
function countOf(value: number, locale: Locale): string {
  const units: readonly (readonly [number, Text])[] = [
    [1e12, { en: 'trillion', ru: 'трлн' }],
    [1e9, { en: 'billion', ru: 'млрд' }],
    [1e6, { en: 'million', ru: 'млн' }],
  ];
  for (const [size, unit] of units) {
    if (value >= size) return `${say({ en: '{n}', ru: '{n}' }, locale, { n: value / size })}\u00a0${unit[locale]}`;
  }
  const thousands = Math.floor(value / 1000);
  if (thousands === 0) return String(value);
  return `${thousands}${locale === 'ru' ? '\u00a0' : ','}${String(value % 1000).padStart(3, '0')}`;
}
