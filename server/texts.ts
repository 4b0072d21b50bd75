import type { Text } from '../core/text.js';
import type { Refusal } from './protocol.js';

/** What the server itself says, beside the rules. */
export const texts = {
  scanning: { en: 'Seaworthy: checking the workspace', ru: 'Seaworthy: проверка рабочей области' },
  ignoreHere: { en: 'Ignore "{rule}" here', ru: 'Не проверять «{rule}» здесь' },
  ignoreInFile: { en: 'Ignore "{rule}" in this file', ru: 'Не проверять «{rule}» в этом файле' },
  ignoreInStage: { en: 'Ignore "{rule}" in this stage', ru: 'Не проверять «{rule}» в этой стадии сборки' },
  ignoreInConfig: {
    en: 'Ignore "{rule}" everywhere (writes {file})',
    ru: 'Не проверять «{rule}» нигде (запись в {file})',
  },
  fixRule: { en: 'Fix all "{rule}" in this file', ru: 'Исправить все «{rule}» в этом файле' },
  fixAll: { en: 'Apply all safe fixes of Seaworthy', ru: 'Применить все безопасные исправления Seaworthy' },
} satisfies Readonly<Record<string, Text>>;

/** Why a file that exists was not checked. `outside`: a link that leads too far away. */
export const refusals: Readonly<Record<Refusal | 'outside', Text>> = {
  large: { en: 'larger than 2 MiB', ru: 'больше 2 МиБ' },
  encoding: { en: 'not UTF-8', ru: 'кодировка не UTF-8' },
  unreadable: { en: 'cannot be read', ru: 'не читается' },
  outside: {
    en: 'leads out of the workspace and its repository',
    ru: 'ведёт за пределы рабочей области и её репозитория',
  },
};
