import { rule } from '../../core/rule.js';

export default rule({
  id: 'promql-syntax',
  on: 'query',
  kinds: ['prometheus'],
  topic: 'metric-types',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  same: ['pint:promql/syntax', 'promruval:expressionIsValidPromQL', 'mimirtool:rules-check#syntax'],
  since: '0.1.0',
  text: {
    summary: { en: 'Every query is valid PromQL', ru: 'Каждый запрос написан на правильном PromQL' },
    why: {
      en: 'Prometheus refuses the whole file for one query it cannot read: after a reload the old rules stay, after a restart the server does not start.',
      ru: 'Из-за одного непонятного запроса Prometheus отвергает весь файл: после reload работают старые правила, а после перезапуска сервер не поднимется.',
    },
    refused: { en: 'Invalid PromQL: {fact}', ru: 'Ошибка в PromQL: {fact}' },
  },
  *check({ query }) {
    for (const { span, text } of query.problems) yield { at: span, say: 'refused', with: { fact: text } };
  },
});
