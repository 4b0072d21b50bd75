import { judgeUse } from '../../core/model/cardinality.js';
import { drop, put, rule } from '../../core/rule.js';

/** Attributes for which the route serves better: they hold the path as it was asked for. */
const paths: ReadonlySet<string> = new Set(['http.url', 'http.target', 'url.full', 'url.path', 'url.original']);
const route = 'http.route';

export default rule({
  id: 'otel-span-metrics-dimension-unbounded',
  on: 'label',
  kinds: ['prometheus'],
  topic: 'label-practice',
  pillar: 'performance',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Dimensions of span metrics take values from a small, known set',
      ru: 'Измерения метрик из спанов — небольшой известный набор значений',
    },
    why: {
      en: 'The collector keeps a counter and a histogram for each combination of dimensions. A dimension that is new with each request makes a series for each span, first in the memory of the collector, then in that of Prometheus.',
      ru: 'Коллектор держит счётчик и гистограмму на каждое сочетание измерений. Если измерение новое в каждом запросе, рядов столько, сколько спанов: сначала в памяти коллектора, потом в памяти Prometheus.',
    },
    dimension: {
      en: 'Dimension "{name}" of "{owner}" takes a new value with {occasion}; {instead}',
      ru: 'Измерение «{name}» у «{owner}» получает новое значение {occasion}; {instead}',
    },
    fix: {
      en: 'Take "{name}" out of the dimensions, or use the route for it',
      ru: 'Убрать «{name}» из измерений или взять вместо него маршрут',
    },
  },
  *check(label, { document, conventions }) {
    if (label.place !== 'dimension') return;
    const found = judgeUse(label, document.text, conventions.labels);
    if (found === undefined) return;
    const { name, owner, value, isCapped } = label;
    const hasRoute = document.label.some((other) => other.owner === owner && other.name === route);
    yield {
      at: label.nameSpan,
      say: 'dimension',
      with: { name, owner, occasion: found.occasion, instead: found.instead },
      // A limit gathers what is too much into one series.
      level: isCapped && found.level === 'warning' ? 'info' : found.level,
      fix: () => (paths.has(name) && !hasRoute ? put(value, route) : drop(value)),
    };
  },
});
