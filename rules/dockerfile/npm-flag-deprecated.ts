import type { Word } from '../../core/model/command.js';
import { knowsOmit } from '../../core/model/npm.js';
import { rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';

const installers = new Set(['install', 'i', 'add', 'ci', 'clean-install', 'prune', 'update', 'up', 'rebuild']);
const flags = new Set(['--production', '--production=true', '--only=production', '--only=prod']);

export default rule({
  id: 'npm-flag-deprecated',
  on: 'instruction',
  kinds: ['dockerfile'],
  topic: 'multi-stage',
  pillar: 'maintainability',
  preset: 'recommended',
  level: 'hint',
  fix: 'safe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'npm leaves out development packages by a flag that stays',
      ru: 'npm пропускает пакеты для разработки по неустаревшему флагу',
    },
    why: {
      en: 'npm warns about the old flag on every build. When a release no longer reads it, the development packages are installed into the image, and nothing fails.',
      ru: 'npm предупреждает о старом флаге при каждой сборке. Когда очередной выпуск перестанет его читать, пакеты для разработки попадут в образ, и ничего не упадёт.',
    },
    deprecated: {
      en: 'npm has deprecated "{flag}" in favour of "--omit=dev"',
      ru: 'Флаг npm «{flag}» устарел, вместо него «--omit=dev»',
    },
    fix: { en: 'Write --omit=dev', ru: 'Написать --omit=dev' },
  },
  *check({ keyword, script, stage }, { document: { text } }) {
    if (keyword !== 'RUN' || script === undefined || stage === undefined) return;
    const installs = script.commands.filter(
      ({ name, words }) => name === 'npm' && words.some((word) => installers.has(word.text)),
    );
    if (installs.length === 0 || !knowsOmit(stage)) return;
    for (const { words } of installs) {
      const isSaid = words.some((word) => word.text.startsWith('--omit'));
      for (const { flag, span } of deprecatedIn(words)) {
        // Quotes and escapes in it are somebody's style: left as they are.
        const isPlain = text.slice(span.start, span.end) === flag && !isSaid;
        const fix = () => (isPlain ? [{ span, text: '--omit=dev' }] : undefined);
        yield { at: span, say: 'deprecated', with: { flag }, fix };
      }
    }
  },
});

function deprecatedIn(words: readonly Word[]): readonly { readonly flag: string; readonly span: Span }[] {
  return words.flatMap(({ text, span }, index) => {
    if (flags.has(text)) {
      // `--production false` is the opposite.
      return words[index + 1]?.text === 'false' ? [] : [{ flag: text, span }];
    }
    const value = words[index + 1];
    if (text !== '--only' || value === undefined || !flags.has(`--only=${value.text}`)) return [];
    return [{ flag: `--only ${value.text}`, span: { start: span.start, end: value.span.end } }];
  });
}
