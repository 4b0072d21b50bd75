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
    locked: {
      en: 'The configuration locks "{id}", so this hides nothing',
      ru: 'Правило «{id}» закреплено в настройках, и подавление ничего не скрывает',
    },
  },
  *check({ state, id, span: at, removal }) {
    if (state !== 'unused' && state !== 'locked') return;
    // Who locked it and who ignored it have to talk: nothing is taken away unasked.
    const fix = state === 'locked' || removal === undefined ? {} : { fix: () => removal };
    yield { at, say: state, with: { id }, ...fix };
  },
});
