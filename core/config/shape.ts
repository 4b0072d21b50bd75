import { levels } from '../model/format.js';
import type { Text } from '../text.js';
import type { BesideTool } from './beside.js';

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

const formatChoices: Readonly<Record<string, Text>> = {
  dockerfile: { en: 'Dockerfiles', ru: 'Файлы Dockerfile' },
  compose: { en: 'Compose files', ru: 'Файлы Compose' },
  kubernetes: { en: 'Kubernetes manifests', ru: 'Манифесты Kubernetes' },
  prometheus: { en: 'Prometheus and its kin', ru: 'Prometheus и близкие ему форматы' },
};

const besideChoices: Readonly<Record<BesideTool, Text>> = {
  buildkit: {
    en: 'The build checks of Docker, which the Docker DX extension shows',
    ru: 'Проверки сборки Docker, их показывает расширение Docker DX',
  },
  checkov: { en: 'Checkov, on Kubernetes manifests', ru: 'Checkov, манифесты Kubernetes' },
  dclint: { en: 'dclint, on Compose files', ru: 'dclint, файлы Compose' },
  hadolint: { en: 'hadolint, on Dockerfiles', ru: 'hadolint, файлы Dockerfile' },
  'kube-linter': { en: 'KubeLinter, on Kubernetes manifests', ru: 'KubeLinter, манифесты Kubernetes' },
  'kube-score': { en: 'kube-score, on Kubernetes manifests', ru: 'kube-score, манифесты Kubernetes' },
};

/** One release line in `images.support`. */
const supportShape: ConfigShape = {
  kind: 'map',
  keys: {
    image: { about: { en: 'Name of the image, without its tag', ru: 'Имя образа без тега' }, shape: text },
    cycle: {
      about: { en: 'The release line, as tags begin', ru: 'Ветка выпуска: с чего начинаются теги' },
      shape: text,
    },
    until: {
      about: { en: 'The last day of support, as YYYY-MM-DD', ru: 'Последний день поддержки, ГГГГ-ММ-ДД' },
      shape: text,
    },
  },
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
      about: {
        en: 'The preset that the rest of the file changes, or a local file, or a list of both',
        ru: 'Набор правил, который меняет остальной файл, или локальный файл, или их список',
      },
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
    rulesVersion: {
      about: {
        en: 'Rules that came after this version are off until a setting names them',
        ru: 'Правила, появившиеся после этой версии, выключены, пока их не назовут',
      },
      shape: text,
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
            kinds: {
              about: { en: 'Formats the entry is for', ru: 'Форматы, к которым относится запись' },
              shape: { kind: 'list', item: { kind: 'choice', choices: formatChoices } },
            },
            kind: {
              about: { en: 'Kinds of Kubernetes objects, as globs', ru: 'Виды объектов Kubernetes, шаблонами' },
              shape: globs,
            },
            name: {
              about: {
                en: 'Names of Kubernetes objects and Compose services, as globs',
                ru: 'Имена объектов Kubernetes и сервисов Compose, шаблонами',
              },
              shape: globs,
            },
            reason: { about: { en: 'Why, for people', ru: 'Почему — для людей' }, shape: text },
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
    beside: {
      about: {
        en: 'Other tools that run on these files; what they tell themselves is left to them',
        ru: 'Другие инструменты, которые проверяют эти файлы; что сообщают они, о том мы молчим',
      },
      shape: { kind: 'list', item: { kind: 'choice', choices: besideChoices } },
    },
    requireReason: {
      about: { en: 'Whether every suppression has to say why', ru: 'Должно ли каждое подавление называть причину' },
      shape: {
        kind: 'choice',
        choices: {
          true: { en: 'One without a reason is a finding', ru: 'Подавление без причины — замечание' },
          false: { en: 'A reason is welcome; the default', ru: 'Причина желательна; по умолчанию' },
        },
      },
    },
    locked: {
      about: { en: 'Rules that no suppression in a file silences', ru: 'Правила, которые в файле не подавить' },
      shape: globs,
    },
    images: {
      about: { en: 'What the project knows of its images', ru: 'Что проект знает о своих образах' },
      shape: {
        kind: 'map',
        keys: {
          trusted: {
            about: {
              en: 'Registries that images may come from: a host, or a host with the beginning of a path',
              ru: 'Реестры, откуда можно брать образы: узел или узел с началом пути',
            },
            shape: globs,
          },
          support: {
            about: { en: 'How long release lines are supported', ru: 'До какого дня поддерживаются ветки выпусков' },
            shape: { kind: 'list', item: supportShape },
          },
        },
      },
    },
    labels: {
      about: { en: 'What the project knows of its labels', ru: 'Что проект знает о своих метках' },
      shape: {
        kind: 'map',
        keys: {
          allowed: {
            about: {
              en: 'Labels whose values are known to be few, as globs',
              ru: 'Метки, у которых значений заведомо немного, шаблонами',
            },
            shape: globs,
          },
          unbounded: {
            about: {
              en: 'Labels whose values have no bound, as globs',
              ru: 'Метки, у значений которых нет предела, шаблонами',
            },
            shape: globs,
          },
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
