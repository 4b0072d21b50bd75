import { type Rule, rule } from '../../core/rule.js';
import type { Topic } from '../../core/workspace.js';

const text = <const T>(own: T) => ({
  summary: { en: 'A rule of the tests', ru: 'Правило для тестов' },
  why: { en: 'So that the server has something to say.', ru: 'Чтобы серверу было что сказать.' },
  ...own,
});

/** A safe fix that deletes a line. */
const maintainerPresent = rule({
  id: 'maintainer-present',
  on: 'instruction',
  kinds: ['dockerfile'],
  topic: 'base-images',
  pillar: 'maintainability',
  preset: 'recommended',
  level: 'warning',
  fix: 'safe',
  since: '0.1.0',
  text: text({
    present: { en: 'MAINTAINER is deprecated', ru: 'Инструкция MAINTAINER устарела' },
    fix: { en: 'Delete MAINTAINER', ru: 'Удалить MAINTAINER' },
  }),
  *check({ keyword, keywordSpan, span }, { document }) {
    if (keyword !== 'MAINTAINER') return;
    const end = document.text.startsWith('\r\n', span.end) ? span.end + 2 : span.end + 1;
    yield {
      at: keywordSpan,
      say: 'present',
      fix: () => [{ span: { start: span.start, end: Math.min(end, document.text.length) }, text: '' }],
    };
  },
});

/** An unsafe fix. */
const stopsignalKill = rule({
  id: 'stopsignal-kill',
  on: 'instruction',
  kinds: ['dockerfile'],
  topic: 'base-images',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  since: '0.1.0',
  text: text({
    kill: { en: 'The process is killed without a warning', ru: 'Процесс убивают без предупреждения' },
    fix: { en: 'Send SIGTERM', ru: 'Послать SIGTERM' },
  }),
  *check({ keyword, words }) {
    const word = words[0];
    if (keyword !== 'STOPSIGNAL' || word?.text !== 'SIGKILL') return;
    yield { at: word.span, say: 'kill', fix: () => [{ span: word.span, text: 'SIGTERM' }] };
  },
});

/** Looks across files: the same workload name in two files. */
const nameTwice = rule({
  id: 'name-twice',
  scope: 'workspace',
  on: 'workload',
  kinds: ['compose'],
  topic: 'base-images',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'info',
  fix: 'none',
  since: '0.1.0',
  text: text({
    twice: { en: 'Service "{name}" exists twice', ru: 'Сервис «{name}» есть дважды' },
  }),
  *check({ name, anchor }, { index, document }) {
    for (const { fact, document: other } of index.entries('workload')) {
      if (other.path === document.path || fact.workload.name !== name) continue;
      const place = { document: other, span: fact.span };
      const note = { en: 'Also here', ru: 'И здесь' };
      yield { at: anchor, say: 'twice', with: { name }, also: [{ place, note }] };
    }
  },
});

/** Broken: the engine or the server must survive it. */
const crashing = rule({
  id: 'crash-always',
  on: 'instruction',
  kinds: ['dockerfile'],
  topic: 'base-images',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'hint',
  fix: 'none',
  since: '0.1.0',
  text: text({ never: { en: 'Never said', ru: 'Никогда не сказано' } }),
  // biome-ignore lint/correctness/useYield: it throws before it could.
  *check({ keyword }) {
    if (keyword === 'SHELL') throw new Error('a rule went wrong');
  },
});

export const testRules: readonly Rule[] = [maintainerPresent, stopsignalKill, nameTwice, crashing];

export const testTopics: readonly Topic[] = [
  {
    id: 'base-images',
    title: { en: 'Base images', ru: 'Базовые образы' },
    short: { en: 'What an image starts from.', ru: 'С чего начинается образ.' },
    full: { en: 'What an image starts from.', ru: 'С чего начинается образ.' },
    near: [],
  },
];
