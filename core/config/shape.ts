import { levels } from '../model/format.js';
import type { Text } from '../text.js';

/** What may stand at a place of the configuration, for those who help to write it; `parse.ts` is the law. */
export type ConfigShape =
  | { readonly kind: 'map'; readonly keys: Readonly<Record<string, ConfigKey>> }
  | { readonly kind: 'list'; readonly item: ConfigShape }
  /** A mapping from rule ids to what `setting` says. */
  | { readonly kind: 'rules' }
  /** A mapping from items of the readiness checklist to attestations. */
  | { readonly kind: 'items' }
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, Text>> }
  | { readonly kind: 'text' };

export interface ConfigKey {
  readonly about: Text;
  readonly shape: ConfigShape;
}

const text: ConfigShape = { kind: 'text' };
const globs: ConfigShape = { kind: 'list', item: text };

/** Levels a rule can be set to, with what they mean. */
export const levelChoices: Readonly<Record<string, Text>> = {
  off: { en: 'The rule says nothing', ru: 'Правило молчит' },
  on: { en: 'At the level of the rule itself', ru: 'С уровнем самого правила' },
  ...Object.fromEntries(
    levels.map((level) => [
      level,
      { en: `Every finding is of level "${level}"`, ru: `Все замечания уровня «${level}»` },
    ]),
  ),
};

/** What `level` means beside the options of a rule. */
export const levelKey: ConfigKey = {
  about: { en: 'How loud the findings of the rule are', ru: 'Насколько громки замечания правила' },
  shape: { kind: 'choice', choices: levelChoices },
};

const rulesKey: ConfigKey = {
  about: {
    en: 'Rules by id, each with a level, or with `level` and its options',
    ru: 'Правила по id: уровень либо `level` с параметрами правила',
  },
  shape: { kind: 'rules' },
};

/** What an attestation says. */
export const attestationShape: ConfigShape = {
  kind: 'map',
  keys: {
    who: { about: { en: 'Who vouches for it', ru: 'Кто это засвидетельствовал' }, shape: text },
    when: { about: { en: 'The day, as YYYY-MM-DD', ru: 'День, в виде ГГГГ-ММ-ДД' }, shape: text },
    link: { about: { en: 'Where more is to be read', ru: 'Где об этом подробнее' }, shape: text },
    note: { about: { en: 'What else is worth knowing', ru: 'Что ещё стоит знать' }, shape: text },
  },
};

/** The whole file. */
export const configShape: Extract<ConfigShape, { kind: 'map' }> = {
  kind: 'map',
  keys: {
    extends: {
      about: { en: 'The preset that the rest of the file changes', ru: 'Набор правил, который меняет остальной файл' },
      shape: {
        kind: 'choice',
        choices: {
          recommended: {
            en: 'What is true for nearly everybody; holds when nothing is written',
            ru: 'То, что верно почти для всех; действует, если ничего не написано',
          },
          strict: { en: 'Also what is good and contested', ru: 'Ещё и то, что хорошо, но спорно' },
          none: { en: 'Only the rules that are named below', ru: 'Только правила, названные ниже' },
        },
      },
    },
    rules: rulesKey,
    overrides: {
      about: {
        en: 'Other settings for some files; of several that match, later ones win',
        ru: 'Другие настройки для части файлов; если подходят несколько, побеждает последняя',
      },
      shape: {
        kind: 'list',
        item: {
          kind: 'map',
          keys: {
            files: {
              about: {
                en: 'Globs, relative to the folder of this file',
                ru: 'Шаблоны путей относительно папки этого файла',
              },
              shape: globs,
            },
            rules: rulesKey,
          },
        },
      },
    },
    ignore: {
      about: { en: 'Globs of files that are not checked at all', ru: 'Шаблоны путей файлов, которые не проверяются' },
      shape: globs,
    },
    foreign: {
      about: {
        en: 'Whether suppressions written for other tools count',
        ru: 'Действуют ли подавления, написанные для других инструментов',
      },
      shape: {
        kind: 'choice',
        choices: {
          true: {
            en: 'They count where the rule is the same; the default',
            ru: 'Действуют, если правило то же; по умолчанию',
          },
          false: { en: 'Only our own directives count', ru: 'Действуют только наши директивы' },
        },
      },
    },
    attest: {
      about: {
        en: 'Items of the readiness checklist that somebody vouches for',
        ru: 'Пункты чек-листа готовности, которые кто-то засвидетельствовал',
      },
      shape: { kind: 'items' },
    },
    $schema: {
      about: {
        en: 'For editors that check the file by a schema',
        ru: 'Для редакторов, которые сверяют файл со схемой',
      },
      shape: text,
    },
  },
};
