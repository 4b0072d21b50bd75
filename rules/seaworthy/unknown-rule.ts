import { rule } from '../../core/rule.js';

export default rule({
  id: 'unknown-rule',
  on: 'suppression',
  kinds: ['dockerfile', 'compose', 'kubernetes', 'prometheus', 'seaworthy'],
  pillar: 'maintainability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'A suppression names rules that exist', ru: 'Подавление называет существующие правила' },
    why: {
      en: 'A suppression with a wrong id hides nothing, and nobody notices until the finding comes back.',
      ru: 'Подавление с ошибкой в имени ничего не скрывает, и это замечают, только когда замечание возвращается.',
    },
    fix: { en: 'Write "{nearest}"', ru: 'Написать «{nearest}»' },
    unknown: { en: 'There is no rule "{id}"', ru: 'Правила «{id}» нет' },
    similar: {
      en: 'There is no rule "{id}"; the nearest is "{nearest}"',
      ru: 'Правила «{id}» нет; похоже на «{nearest}»',
    },
    'no-rules': { en: 'The suppression names no rule', ru: 'В подавлении не названо ни одно правило' },
    directive: {
      en: 'There is no directive "{id}"; the nearest is "{nearest}"',
      ru: 'Директивы «{id}» нет; похоже на «{nearest}»',
    },
    annotation: {
      en: 'There is no annotation "{id}"; it is called "{nearest}"',
      ru: 'Аннотации «{id}» нет; она называется «{nearest}»',
    },
    label: {
      en: '"{id}" is a label here and hides nothing; it belongs among the annotations',
      ru: '«{id}» стоит здесь меткой и ничего не скрывает; её место среди аннотаций',
    },
    'no-end': { en: '"{id}" has no matching end', ru: 'У «{id}» нет парного конца' },
    'no-begin': { en: '"{id}" has no matching begin', ru: 'У «{id}» нет парного начала' },
    'no-stage': { en: 'No stage begins below "{id}"', ru: 'Под «{id}» не начинается стадия сборки' },
    'no-target': { en: 'Nothing follows "{id}"', ru: 'За «{id}» ничего не следует' },
  },
  *check({ state, id, span: at, fault, nearest, exact }) {
    const values = { id, nearest: nearest ?? 'seaworthy-ignore' };
    const fix = nearest === undefined || !exact ? {} : { fix: () => [{ span: at, text: nearest }] };
    if (state === 'unknown') yield { at, say: nearest === undefined ? 'unknown' : 'similar', with: values, ...fix };
    if (state === 'malformed' && fault !== undefined) yield { at, say: fault, with: values };
  },
});
