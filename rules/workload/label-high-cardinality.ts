import { judgeUse } from '../../core/model/cardinality.js';
import type { LabelUse } from '../../core/model/label.js';
import { drop, rule } from '../../core/rule.js';
import type { Text } from '../../core/text.js';

/** What becomes of its value, to stand behind the title of the fix. */
function keptAs({ move }: LabelUse): Text {
  return move ? { en: ', keep it as an annotation', ru: ', оставив её аннотацией' } : { en: '', ru: '' };
}

export default rule({
  id: 'label-high-cardinality',
  on: 'label',
  kinds: ['dockerfile', 'compose', 'kubernetes', 'prometheus'],
  topic: 'label-practice',
  pillar: 'observability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Labels take values from a small, known set',
      ru: 'Значения меток — небольшой известный набор',
    },
    why: {
      en: 'Each combination of label values is a time series of its own. Values without a bound multiply the series until the server of metrics or logs runs out of memory.',
      ru: 'Каждое сочетание значений меток — отдельный временной ряд. Если набор значений не ограничен, рядов становится столько, что серверу метрик или логов не хватает памяти.',
    },
    name: {
      en: 'Label "{name}" takes a new value with {occasion}; {instead}',
      ru: 'Метка «{name}» получает новое значение {occasion}; {instead}',
    },
    value: {
      en: 'Label "{name}" ({word}) takes a new value with {occasion}; {instead}',
      ru: 'Метка «{name}» ({word}) получает новое значение {occasion}; {instead}',
    },
    fix: { en: 'Remove label "{name}"{kept}', ru: 'Убрать метку «{name}»{kept}' },
  },
  *check(label, { document, conventions }) {
    const found = judgeUse(label, document.text, conventions.labels);
    // What a log stream is known by is the matter of a rule of its own, and so are spans.
    if (label.place === 'log-stream' || label.place === 'dimension') return;
    // The value of a sample in a label of an alert is the matter of a rule of its own.
    if (found === undefined || found.class === 'measurement') return;
    // To say what something was built from is what labels of images and attributes of resources are for.
    if ((label.place === 'image' || label.place === 'attribute') && found.class === 'release') return;
    const { name, value, move } = label;
    yield {
      at: label.nameSpan,
      say: found.by,
      with: { name, word: found.word, occasion: found.occasion, instead: found.instead, kept: keptAs(label) },
      level: found.level,
      fix: () => (move ? move() : drop(value)),
    };
  },
});
