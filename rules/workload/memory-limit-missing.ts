import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'memory-limit-missing',
  on: 'container',
  kinds: ['compose', 'kubernetes'],
  topic: 'memory-limits',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  options: { suggest: 256 * 2 ** 20 },
  since: '0.1.0',
  text: {
    summary: { en: 'Every container has a memory limit', ru: 'У каждого контейнера есть лимит памяти' },
    why: {
      en: 'One leak can starve every neighbour on the node.',
      ru: 'Утечка может оставить без памяти всех соседей по узлу.',
    },
    missing: { en: 'Container "{name}" has no memory limit', ru: 'У контейнера «{name}» нет лимита памяти' },
    fix: { en: 'Set a memory limit', ru: 'Задать лимит памяти' },
  },
  *check({ name, limits }, { options }) {
    const memory = limits.memory;
    if (memory.state !== 'unset') return;
    yield { at: memory.anchor, say: 'missing', with: { name }, fix: () => put(memory, options.suggest) };
  },
});
