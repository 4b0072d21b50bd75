import { rule } from '../../core/rule.js';

export default rule({
  id: 'unused-ignore',
  on: 'suppression',
  kinds: ['dockerfile', 'compose', 'kubernetes', 'prometheus', 'seaworthy'],
  pillar: 'maintainability',
  preset: 'recommended',
  level: 'hint',
  fix: 'safe',
  since: '0.1.0',
  text: {
    summary: { en: 'Every suppression hides something', ru: 'Каждое подавление что-то скрывает' },
    why: {
      en: 'A suppression that outlived its finding will one day hide a new one that nobody meant to accept.',
      ru: 'Подавление, пережившее своё замечание, однажды скроет новое, с которым никто не соглашался.',
    },
    fix: { en: 'Remove "{id}"', ru: 'Убрать «{id}»' },
    unused: { en: '"{id}" reports nothing here', ru: '«{id}» здесь ни на что не указывает' },
  },
  *check({ state, id, span: at, removal }) {
    if (state !== 'unused') return;
    yield { at, say: 'unused', with: { id }, ...(removal === undefined ? {} : { fix: () => removal }) };
  },
});
