import { rule } from '../../core/rule.js';

export default rule({
  id: 'yaml-key-duplicate',
  on: 'document',
  kinds: ['compose', 'kubernetes', 'prometheus'],
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  // The value beside the key may be a secret that nobody else looks at.
  sensitive: true,
  same: [],
  since: '0.1.0',
  text: {
    summary: { en: 'No mapping holds a key twice', ru: 'Ни один ключ не записан в одном отображении дважды' },
    why: {
      en: 'Compose, kubectl and Prometheus refuse such a file, and what does not refuse it drops one of the two values in silence.',
      ru: 'Compose, kubectl и Prometheus такой файл не принимают, а кто принимает, тот молча теряет одно из двух значений.',
    },
    repeated: {
      en: 'Key "{name}" is in this mapping already',
      ru: 'Ключ «{name}» в этом отображении уже есть',
    },
  },
  *check({ repeatedKeys }) {
    for (const { name, first, again } of repeatedKeys) {
      yield { at: again, say: 'repeated', with: { name }, also: [{ place: first, note: earlier }] };
    }
  },
});

const earlier = { en: 'It is written here first', ru: 'Впервые он записан здесь' };
