import { rule } from '../../core/rule.js';

export default rule({
  id: 'ignore-without-reason',
  on: 'suppression',
  kinds: ['dockerfile', 'compose', 'kubernetes', 'prometheus', 'seaworthy'],
  pillar: 'maintainability',
  preset: 'recommended',
  level: 'warning',
  fix: 'none',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Every suppression says why, where the configuration asks for it',
      ru: 'У каждого подавления есть причина, если её требуют настройки',
    },
    why: {
      en: 'Without a reason nobody can tell later whether the finding is still accepted or merely forgotten.',
      ru: 'Без причины потом не понять, всё ещё с замечанием согласны или о нём просто забыли.',
    },
    missing: {
      en: 'The suppression gives no reason after "--"',
      ru: 'В подавлении нет причины после «--»',
    },
  },
  *check({ reasonless }) {
    if (reasonless !== undefined) yield { at: reasonless, say: 'missing' };
  },
});
