import { isReplacedImage } from '../../core/index/link.js';
import {
  daysBetween,
  nameOfLine,
  type SupportedLine,
  supportKnownOn,
  supportOf,
} from '../../core/model/image-facts.js';
import { imageUses, isBoundToData, withTag } from '../../core/model/image-use.js';
import { put, rule } from '../../core/rule.js';
import { days } from '../../core/text.js';

export default rule({
  id: 'image-end-of-life',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'base-images',
  pillar: 'security',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  // Days before the end from which on it is told; 0 for not at all.
  options: { soon: 60 },
  since: '0.1.0',
  text: {
    summary: { en: 'Every image stands on a supported release', ru: 'Все образы — на поддерживаемых версиях' },
    why: {
      en: 'No security fix comes for it any more, however often the image is pulled or rebuilt: what a scanner finds tomorrow stays in it.',
      ru: 'Исправлений безопасности для неё больше не выпускают, сколько ни пересобирай образ: всё, что сканер найдёт завтра, в нём и останется.',
    },
    ended: {
      en: 'Support of {line} ended on {date}, {days} ago (dates as of {known})',
      ru: 'Поддержка {line} закончилась {date}, {days} назад (даты на {known})',
    },
    undated: {
      en: 'Support of {line} has ended (dates as of {known})',
      ru: 'Поддержка {line} закончилась (даты на {known})',
    },
    extended: {
      en: 'Support of {line} ended on {date}, only long-term fixes are left until {until}, {days} more (dates as of {known})',
      ru: 'Поддержка {line} закончилась {date}, до {until}, ещё {days}, выходят только долгосрочные исправления (даты на {known})',
    },
    ending: {
      en: 'Support of {line} ends on {date}, in {days} (dates as of {known})',
      ru: 'Поддержка {line} закончится {date}, осталось {days} (даты на {known})',
    },
    fix: { en: 'Move to a supported release', ru: 'Перейти на поддерживаемую версию' },
  },
  *check(document, { index, options, today }) {
    for (const { image } of imageUses(document)) {
      if (image.state !== 'set' || isReplacedImage(index, image.value, document)) continue;
      const support = supportOf(image.value, today);
      if (support === undefined) continue;
      const near =
        support.state === 'supported' ? support.lines.find((each) => isNear(each, today, options.soon)) : undefined;
      if (support.state === 'supported' && near === undefined) continue;
      const { suggestion } = support;
      const { state, eol, lastFixes } = near ?? support;
      const isFixed = suggestion !== undefined && !isBoundToData(image.value);
      const fix = () => (!isFixed ? undefined : put(image, withTag(image.value, suggestion)));
      const line = nameOfLine(near ?? support);
      const at = image.span;
      const known = supportKnownOn;
      if (state === 'supported') {
        const date = lastFixes ?? '';
        // The line is still the right one; where to go next is a plan, not a click.
        yield { at, say: 'ending', with: { line, date, days: days(daysBetween(today, date)), known }, level: 'hint' };
      } else if (state === 'long-term') {
        yield {
          at,
          say: 'extended',
          with: {
            line,
            date: eol ?? '',
            until: lastFixes ?? '',
            days: days(daysBetween(today, lastFixes ?? '')),
            known,
          },
          level: 'info',
          fix,
        };
      } else if (lastFixes === undefined) yield { at, say: 'undated', with: { line, known }, fix };
      else
        yield {
          at,
          say: 'ended',
          with: { line, date: lastFixes, days: days(daysBetween(lastFixes, today)), known },
          fix,
        };
    }
  },
});

function isNear({ brief, lastFixes }: SupportedLine, today: string, soon: number): boolean {
  return soon > 0 && !brief && lastFixes !== undefined && daysBetween(today, lastFixes) <= soon;
}
