import { judgeUse } from '../../core/model/cardinality.js';
import { drop, put, rule, together } from '../../core/rule.js';
import { contains } from '../../core/span.js';

export default rule({
  id: 'alert-value-in-label',
  on: 'alert',
  kinds: ['prometheus'],
  topic: 'label-practice',
  pillar: 'observability',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: ['pint:alerts/template#value-label'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'The value of an alert stands in an annotation, not in a label',
      ru: 'Значение алерта стоит в аннотации, а не в метке',
    },
    why: {
      en: 'Labels are the identity of an alert. Each new value is a new alert: the time in "for" starts anew and may never pass, and those who are on call are notified again and again.',
      ru: 'По меткам алерт опознают. Каждое новое значение — это новый алерт: отсчёт «for» начинается сначала и может не закончиться никогда, а дежурным приходят всё новые уведомления.',
    },
    value: {
      en: 'Label "{name}" holds the value of the query and changes with it',
      ru: 'В метке «{name}» стоит значение запроса, и она меняется вместе с ним',
    },
    fix: { en: 'Move "{name}" to the annotations', ru: 'Перенести «{name}» в аннотации' },
  },
  *check({ name: owner, labels, annotations, cursor }, { document, conventions }) {
    for (const { name, nameSpan, value } of labels) {
      const use = { format: 'prometheus', place: 'alert', owner, name, nameSpan, value } as const;
      if (value.state !== 'set' || judgeUse(use, document.text, conventions.labels)?.class !== 'measurement') continue;
      const isAnnotated = annotations.some((annotation) => annotation.name === name);
      // A label of the whole group, or one behind an anchor, belongs to other alerts as well.
      const isOwn = contains(cursor.span, nameSpan);
      const move = () =>
        together(drop(value), isAnnotated ? [] : put(cursor.at('annotations', name).text(), value.value));
      yield { at: nameSpan, say: 'value', with: { name }, ...(isOwn ? { fix: move } : {}) };
    }
  },
});
