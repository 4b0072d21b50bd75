import { judgeUse } from '../../core/model/cardinality.js';
import type { LabelUse } from '../../core/model/label.js';
import { drop, rule } from '../../core/rule.js';

/** The labels of each job or service, by name, the first place of each. */
function byOwner(labels: readonly LabelUse[]): ReadonlyMap<string, ReadonlyMap<string, LabelUse>> {
  const found = new Map<string, Map<string, LabelUse>>();
  for (const label of labels) {
    const names = found.get(label.owner) ?? new Map<string, LabelUse>();
    if (!names.has(label.name)) names.set(label.name, label);
    found.set(label.owner, names);
  }
  return found;
}

/** Options of the Docker driver that choose by a pattern, with one that chooses everything. */
function copiesAll({ name, value }: LabelUse): boolean {
  const isPattern = name === 'labels-regex' || name === 'env-regex';
  return isPattern && value.state === 'set' && /^\^?\(?\.[*+]\)?\$?$/.test(value.value);
}

export default rule({
  id: 'loki-label-high-cardinality',
  on: 'document',
  kinds: ['compose', 'prometheus', 'kubernetes'],
  topic: 'label-practice',
  pillar: 'performance',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  // `max_label_names_per_series`: https://grafana.com/docs/loki/latest/configure/#limits_config (as of August 2026).
  options: { labels: 15 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'Log streams are known by few labels with few values',
      ru: 'Потоки логов различаются немногими метками с немногими значениями',
    },
    why: {
      en: 'Loki cuts the logs into one stream for each combination of label values. Thousands of short streams fill its index and memory, and queries open thousands of tiny chunks.',
      ru: 'Loki делит логи на потоки: по одному на каждое сочетание значений меток. Тысячи коротких потоков забивают индекс и память, а запрос открывает тысячи крошечных чанков.',
    },
    name: {
      en: 'Stream label "{name}" takes a new value with {occasion}; {instead}',
      ru: 'Метка потока «{name}» получает новое значение {occasion}; {instead}',
    },
    value: {
      en: 'Stream label "{name}" ({word}) takes a new value with {occasion}; {instead}',
      ru: 'Метка потока «{name}» ({word}) получает новое значение {occasion}; {instead}',
    },
    all: {
      en: 'Option "{name}" makes a stream label of every label or variable of the container',
      ru: 'Параметр «{name}» делает меткой потока каждую метку или переменную контейнера',
    },
    many: {
      en: 'Log streams of "{name}" carry {count} labels; Loki takes at most {most}',
      ru: 'Меток у потоков «{name}» — {count}; Loki принимает не больше {most}',
    },
    fix: { en: 'Take "{name}" out of the stream labels', ru: 'Убрать «{name}» из меток потока' },
  },
  *check(document, { options, conventions }) {
    const labels = document.label.filter(({ place }) => place === 'log-stream');
    for (const label of labels) {
      const { name, move, value } = label;
      if (copiesAll(label)) {
        yield { at: label.nameSpan, say: 'all', with: { name }, fix: () => drop(value) };
        continue;
      }
      const found = judgeUse(label, document.text, conventions.labels);
      if (found === undefined) continue;
      yield {
        at: label.nameSpan,
        say: found.by,
        with: { name, word: found.word, occasion: found.occasion, instead: found.instead },
        level: found.level,
        fix: () => (move ? move() : drop(value)),
      };
    }
    for (const [owner, names] of byOwner(labels)) {
      const surplus = [...names.values()][options.labels];
      if (surplus === undefined) continue;
      yield { at: surplus.nameSpan, say: 'many', with: { name: owner, count: names.size, most: options.labels } };
    }
  },
});
