import type { Text } from '../core/text.js';

/** What the command line says to people. Its help is English, as that of all tools it stands beside. */
export const texts = {
  noPath: { en: '{path}: no such file or folder', ru: '{path}: нет такого файла или папки' },
  empty: { en: '{path}: there is nothing to check in it', ru: '{path}: в нём нечего проверять' },
  skimmed: {
    en: 'Long definitions of which only the head was read, for no rule has a say in their "spec": {count}',
    ru: 'Длинные определения, прочитанные только до «spec», потому что правилам в нём проверять нечего: {count}',
  },
  noList: { en: '{path}: the list of files cannot be read', ru: '{path}: список файлов не читается' },
  unlisted: {
    en: 'Listed and not checked, for they are not there, of no known format, ignored, or outside of what was asked for: {count}',
    ru: 'Есть в списке, но не проверены (их нет, формат неизвестен, исключены или вне заданных путей): {count}',
  },
  listStdin: {
    en: '--files-from and --changed-since say which files to report: they go with no --stdin',
    ru: '--files-from и --changed-since говорят, о каких файлах сообщать: с --stdin их не задают',
  },
  unchanged: {
    en: 'No file of a known format has changed since {revision}',
    ru: 'Ни один файл известного формата не изменился с {revision}',
  },
  uncompared: {
    en: 'Not compared and not reported, for they lie in no or another repository: {count}',
    ru: 'Не сравнивались и не показаны (они вне репозитория или в другом): {count}',
  },
  noRepository: {
    en: '{path}: no Git repository there or above; --changed-since compares with one',
    ru: '{path}: ни здесь, ни выше нет репозитория Git, а --changed-since сравнивает с ним',
  },
  repositoryFormat: {
    en: 'The repository is of a format that is not read here: {format}',
    ru: 'Формат репозитория здесь не читается: {format}',
  },
  repositoryUnreadable: {
    en: 'The repository cannot be read: {reason}',
    ru: 'Репозиторий не читается: {reason}',
  },
  noRevision: {
    en: '"{revision}": the repository holds no such commit; a branch, a tag or a hash is understood, with ~ or ^ behind it',
    ru: '«{revision}»: такого коммита в репозитории нет; понятны ветка, метка или хеш, после них могут стоять ~ и ^',
  },
  noMergeBase: {
    en: '{revision} and HEAD have no common commit',
    ru: 'У {revision} и HEAD нет общего коммита',
  },
  shallowClone: {
    en: 'The clone is shallow and does not reach back to where {revision} and HEAD part: "git fetch --unshallow" brings the rest',
    ru: 'Клон неполный и не доходит до места, где разошлись {revision} и HEAD: остальное получит «git fetch --unshallow»',
  },
  printAlone: {
    en: '--print-config takes the one file it is about: no paths, no --stdin, --fix, --diff or --changed-since',
    ru: 'у --print-config один файл: с ним не задают пути, --stdin, --fix, --diff и --changed-since',
  },
  printFormat: {
    en: '--print-config prints as text or json',
    ru: '--print-config печатает только text и json',
  },
  watchAlone: {
    en: '--watch prints as text for people: it goes with no --stdin, --diff, --list-files, --print-config, --files-from - and no other --format',
    ru: '--watch печатает текст для людей: с ним не задают --stdin, --diff, --list-files, --print-config, --files-from - и другой --format',
  },
  watching: {
    en: 'Watching for changes; Ctrl+C ends',
    ru: 'Жду изменений; Ctrl+C — закончить',
  },
  watchFailed: {
    en: '{path}: cannot be watched: {reason}',
    ru: '{path}: не удаётся следить: {reason}',
  },
  foreign: { en: '{path}: none of the known formats, skipped', ru: '{path}: формат неизвестен, пропущен' },
  unchecked: { en: '{path}: not checked: {reason}', ru: '{path}: не проверен: {reason}' },
  uncheckedAt: {
    en: '{path}:{line}: not checked to the end: {reason}',
    ru: '{path}:{line}: проверен не до конца: {reason}',
  },
  notWritten: { en: '{path}: cannot be written: {reason}', ru: '{path}: не записывается: {reason}' },
  linkToNothing: { en: 'a link to a file that is not there', ru: 'ссылка на файл, которого нет' },
  changedMeanwhile: { en: 'it has changed since it was read', ru: 'он изменился с тех пор, как был прочитан' },
  verdictStopped: {
    en: 'Stopped before every fix was written',
    ru: 'Остановлено, прежде чем записаны все исправления',
  },
  fixed: { en: 'Fixes applied: {count}, files written: {files}', ru: 'Исправлений: {count}, записано файлов: {files}' },
  noBaseline: {
    en: '{path}: no baseline; delete it and write it anew with --update-baseline',
    ru: '{path}: это не базовый список; удалите его и запишите заново с --update-baseline',
  },
  baselineName: {
    en: '--update-baseline needs --baseline, which says where it is',
    ru: 'с --update-baseline нужен --baseline: он говорит, где базовый список',
  },
  baselineWritten: { en: '{path}: baseline written', ru: '{path}: базовый список записан' },
  known: {
    en: 'Known from the baseline {path} and not shown: {count}',
    ru: 'Известны из базового списка {path} и не показаны: {count}',
  },
  gone: {
    en: 'Gone since the baseline {path} was written: {count}; --update-baseline removes them from it',
    ru: 'Исчезли с тех пор, как записан базовый список {path}: {count}; --update-baseline уберёт их из него',
  },
  noReport: {
    en: '{path}: no report of "check --format json": {reason}',
    ru: '{path}: это не отчёт «check --format json»: {reason}',
  },
  noConfig: { en: '{path}: the configuration cannot be read', ru: '{path}: настройки не читаются' },
  unjudged: {
    en: 'Item "{item}" was not judged, an internal error: {message}',
    ru: 'Пункт «{item}» не оценён, внутренняя ошибка: {message}',
  },
  configThere: {
    en: '{path}: there is one already; --force writes over it',
    ru: '{path}: уже есть; --force запишет поверх',
  },
  configJson: {
    en: '{path}: what is written is YAML; delete this file first',
    ru: '{path}: записывается YAML; сначала удалите этот файл',
  },
  noToolFile: { en: '{path}: cannot be read', ru: '{path}: не читается' },
  nothingToTake: {
    en: 'There is no file of {tool} here: {names}',
    ru: 'Файла настроек {tool} здесь нет: {names}',
  },
  notTaken: { en: 'Not taken over: {what}: {why}', ru: 'Не взято: {what}: {why}' },
  written: { en: '{path}: written', ru: '{path}: записан' },
  place: { en: '{place}: {message}', ru: '{place}: {message}' },
  brokenConfig: {
    en: 'The configuration is broken, nothing was checked',
    ru: 'В настройках ошибки, ничего не проверено',
  },
  nothing: { en: 'No file of a known format was found', ru: 'Файлов известных форматов не найдено' },
  verdictClean: {
    en: 'Passed: no finding at level "{level}" or above',
    ru: 'Пройдено: нет замечаний уровня «{level}» и выше',
  },
  verdictFailed: {
    en: 'Failed: findings at level "{level}" or above: {count}',
    ru: 'Не пройдено: замечаний уровня «{level}» и выше: {count}',
  },
  verdictWarnings: {
    en: 'Failed: warnings: {count}, allowed: {limit}',
    ru: 'Не пройдено: предупреждений {count}, допустимо {limit}',
  },
  verdictUnchecked: { en: 'Failed: not everything could be checked', ru: 'Не пройдено: проверено не всё' },
  verdictUnwritten: { en: 'Failed: not every fix could be written', ru: 'Не пройдено: записаны не все исправления' },
  verdictNone: { en: 'Passed: findings do not fail this run', ru: 'Пройдено: замечания не влияют на итог' },
  stdinName: {
    en: '--stdin needs --stdin-filename, which says what the text is',
    ru: 'с --stdin нужен --stdin-filename: он говорит, что это за текст',
  },
  stdinPaths: { en: '--stdin takes no paths and no --fix', ru: 'с --stdin не задают пути и --fix' },
  unsafeAlone: {
    en: '--unsafe-fixes needs --fix or --diff',
    ru: '--unsafe-fixes действует только вместе с --fix или --diff',
  },
  diffAlone: {
    en: '--diff prints nothing but the diff: it takes no --fix and no --format',
    ru: '--diff печатает только различия: с ним не задают --fix и --format',
  },
  noCommand: { en: 'There is no command "{name}"', ru: 'Нет команды «{name}»' },
  noTopic: { en: 'There is no rule or topic "{name}"', ru: 'Нет правила или темы «{name}»' },
  noTopicNear: {
    en: 'There is no rule or topic "{name}"; the nearest is "{nearest}"',
    ru: 'Нет правила или темы «{name}»; похоже на «{nearest}»',
  },
} satisfies Record<string, Text>;
