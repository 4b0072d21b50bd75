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
  // Days before the end of support, and of a free long-term phase, from which on it is told; 0 for not at all.
  options: { soon: 60, longTerm: 180 },
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
      en: 'The long-term fixes of {line}, the last it gets, end on {date}, in {days} (dates as of {known})',
      ru: 'Долгосрочные исправления {line}, последние из возможных, закончатся {date}, осталось {days} (даты на {known})',
    },
    'ended-stated': {
      en: 'Support of {line} ended on {date}, {days} ago (as the configuration says)',
      ru: 'Поддержка {line} закончилась {date}, {days} назад (по файлу настроек)',
    },
    'ending-stated': {
      en: 'Support of {line} ends on {date}, in {days} (as the configuration says)',
      ru: 'Поддержка {line} закончится {date}, осталось {days} (по файлу настроек)',
    },
    ending: {
      en: 'Support of {line} ends on {date}, in {days} (dates as of {known})',
      ru: 'Поддержка {line} закончится {date}, осталось {days} (даты на {known})',
    },
    fix: { en: 'Move to a supported release', ru: 'Перейти на поддерживаемую версию' },
  },
  *check(document, { index, options, today, conventions }) {
    for (const { image } of imageUses(document)) {
      if (image.state !== 'set' || isReplacedImage(index, image.value, document)) continue;
      const support = supportOf(image.value, today, conventions.images.support);
      if (support === undefined) continue;
      const told = [support, ...support.lines].find((each) => isTold(each, today, options));
      if (told === undefined) continue;
      const { suggestion } = support;
      const { state, lastFixes, isStated } = told;
      const isFixed = suggestion !== undefined && !isBoundToData(image.value);
      const fix = () => (!isFixed ? undefined : put(image, withTag(image.value, suggestion)));
      const line = nameOfLine(told);
      const at = image.span;
      const known = supportKnownOn;
      const date = lastFixes ?? '';
      if (state === 'supported') {
        // The line is still the right one; where to go next is a plan, not a click.
        const say = isStated ? 'ending-stated' : 'ending';
        yield { at, say, with: { line, date, days: days(daysBetween(today, date)), known }, level: 'hint' };
      } else if (state === 'long-term') {
        const left = days(daysBetween(today, date));
        yield { at, say: 'extended', with: { line, date, days: left, known }, level: 'info', fix };
      } else if (lastFixes === undefined) yield { at, say: 'undated', with: { line, known }, fix };
      else
        yield {
          at,
          say: isStated ? 'ended-stated' : 'ended',
          with: { line, date: lastFixes, days: days(daysBetween(lastFixes, today)), known },
          fix,
        };
    }
  },
});

/** Whether the end of a line is behind, or so near that it is time to plan. */
function isTold(
  { state, brief, lastFixes }: SupportedLine,
  today: string,
  { soon, longTerm }: { readonly soon: number; readonly longTerm: number },
): boolean {
  if (state === 'ended') return true;
  const limit = state === 'supported' ? soon : longTerm;
  return limit > 0 && !brief && lastFixes !== undefined && daysBetween(today, lastFixes) <= limit;
}
