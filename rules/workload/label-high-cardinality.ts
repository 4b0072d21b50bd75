import { judgeUse } from '../../core/model/cardinality.js';
import type { LabelClass } from '../../core/model/label.js';
import { drop, rule } from '../../core/rule.js';
import type { Text } from '../../core/text.js';

/** With what a class of labels takes a new value, to stand behind "with". */
const occasions: Readonly<Record<LabelClass, Text>> = {
  person: { en: 'every user', ru: 'каждым пользователем' },
  request: { en: 'every request or operation', ru: 'каждым запросом или операцией' },
  id: { en: 'every new object', ru: 'каждым новым объектом' },
  time: { en: 'each passing moment', ru: 'каждым мгновением' },
  network: { en: 'every client', ru: 'каждым клиентом' },
  text: { en: 'nearly every event', ru: 'почти каждым событием' },
  release: { en: 'every release', ru: 'каждым релизом' },
  replica: { en: 'every new pod or container', ru: 'каждым новым подом или контейнером' },
  measurement: { en: 'every evaluation', ru: 'каждым вычислением' },
};

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
      en: 'Label "{name}" takes a new value with {occasion}',
      ru: 'Метка «{name}» получает новое значение с {occasion}',
    },
    value: {
      en: 'Label "{name}" ({word}) takes a new value with {occasion}',
      ru: 'Метка «{name}» ({word}) получает новое значение с {occasion}',
    },
    fix: { en: 'Remove label "{name}"', ru: 'Убрать метку «{name}»' },
  },
  *check(label, { document }) {
    const found = judgeUse(label, document.text);
    // The value of a sample in a label of an alert is the matter of a rule of its own.
    if (found === undefined || found.class === 'measurement') return;
    // To say what an image was built from is what its labels are for.
    if (label.place === 'image' && found.class === 'release') return;
    yield {
      at: label.nameSpan,
      say: found.by,
      with: { name: label.name, word: found.word, occasion: occasions[found.class] },
      level: found.level,
      fix: () => drop(label.value),
    };
  },
});
