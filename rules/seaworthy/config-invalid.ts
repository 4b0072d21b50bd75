import type { SettingProblem } from '../../core/model/setting.js';
import { rule } from '../../core/rule.js';
import type { Text } from '../../core/text.js';

export default rule({
  id: 'config-invalid',
  on: 'setting',
  kinds: ['seaworthy'],
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  yieldsTo: ['syntax-error'],
  since: '0.1.0',
  text: {
    summary: { en: 'The configuration file can be read', ru: 'Файл настроек читается' },
    why: {
      en: 'A setting that is not understood has no effect, and the findings are not those you asked for.',
      ru: 'Непонятая настройка не действует, и замечания будут не те, которых вы ждёте.',
    },
    fix: { en: 'Write "{nearest}"', ru: 'Написать «{nearest}»' },
    syntax: { en: 'The file is not valid YAML: {name}', ru: 'В файле ошибка YAML: {name}' },
    unknown: { en: 'There is no {what} "{name}"', ru: 'Нет такого: {what} «{name}»' },
    similar: {
      en: 'There is no {what} "{name}"; the nearest is "{nearest}"',
      ru: 'Нет такого: {what} «{name}»; похоже на «{nearest}»',
    },
    repeated: { en: 'Key "{name}" stands here a second time', ru: 'Ключ «{name}» стоит здесь второй раз' },
    value: { en: 'Expected {expected}', ru: 'Ожидается: {expected}' },
    absent: {
      en: 'There is no file "{name}" within this workspace or repository',
      ru: 'Файла «{name}» нет ни в рабочей области, ни в репозитории',
    },
    circular: { en: '"{name}" leads back to this file', ru: '«{name}» ведёт обратно к этому же файлу' },
    broken: {
      en: '"{name}" has faults of its own, and only a part of it holds',
      ru: 'В самом «{name}» есть ошибки, и действует он лишь частично',
    },
    unread: {
      en: 'Only the first document of a configuration is read, and this is another one',
      ru: 'Из файла настроек читается только первый документ, а это уже следующий',
    },
    named: { en: '"{name}": expected {expected}', ru: '«{name}», ожидается: {expected}' },
  },
  *check({ fault, name, span: at, expected = nothing, nearest }) {
    const values = { name, expected, nearest: nearest ?? '', what: names[fault] ?? nothing };
    const fix = nearest === undefined ? {} : { fix: () => [{ span: at, text: nearest }] };
    if (isPlain(fault)) {
      yield { at, say: fault, with: values };
    } else if (fault === 'value' || fault === 'glob') {
      yield { at, say: name === '' ? 'value' : 'named', with: values, ...fix };
    } else yield { at, say: nearest === undefined ? 'unknown' : 'similar', with: values, ...fix };
  },
});

const nothing = { en: '', ru: '' };
/** Faults that are told in words of their own. */
type Plain = Exclude<SettingProblem['fault'], 'key' | 'rule' | 'option' | 'item' | 'value' | 'glob'>;

function isPlain(fault: SettingProblem['fault']): fault is Plain {
  return !(fault in names) && fault !== 'value' && fault !== 'glob';
}

const names: Partial<Record<SettingProblem['fault'], Text>> = {
  key: { en: 'key', ru: 'ключ' },
  rule: { en: 'rule', ru: 'правило' },
  option: { en: 'option', ru: 'параметр' },
  item: { en: 'checklist item', ru: 'пункт чек-листа' },
};
