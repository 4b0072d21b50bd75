import type { InsightPlace } from '../../core/engine/insight.js';
import { isReplacedImage } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import type { ImageReference } from '../../core/model/image.js';
import {
  daysBetween,
  factsOf,
  nameOfLine,
  type SupportedLine,
  smallerTags,
  supportKnownOn,
  supportOf,
} from '../../core/model/image-facts.js';
import { imageUses, withTag } from '../../core/model/image-use.js';
import { programsOfImage } from '../../core/model/program.js';
import { contains } from '../../core/span.js';
import { days, type Locale, say, type Text } from '../../core/text.js';
import { code, endsIn, type Insight, isInstruction } from './write.js';

const texts = {
  supported: { en: '{line}: supported until {date}, {days} left', ru: '{line}: поддержка до {date}, осталось {days}' },
  open: { en: '{line}: supported, no end announced', ru: '{line}: поддерживается, дата конца не объявлена' },
  longTerm: {
    en: '{line}: support ended on {date}, long-term fixes until {until}',
    ru: '{line}: поддержка закончилась {date}, долгосрочные исправления до {until}',
  },
  ended: {
    en: '{line}: support ended on {date}, {days} ago',
    ru: '{line}: поддержка закончилась {date}, {days} назад',
  },
  endedOnce: { en: '{line}: support has ended', ru: '{line}: поддержка закончилась' },
  has: { en: 'Has {has}', ru: 'Есть {has}' },
  lacks: { en: 'no {lacks}', ru: 'нет {lacks}' },
  shell: { en: 'a shell', ru: 'оболочка' },
  noShell: {
    en: 'No shell: checks and hooks need a program of the image itself',
    ru: 'Оболочки нет: проверкам и хукам нужна программа из самого образа',
  },
  smaller: { en: 'Smaller: {tags}', ru: 'Меньше: {tags}' },
  musl: { en: '(musl)', ru: '(musl)' },
  known: { en: '*Dates as of {known}.*', ru: '*Даты на {known}.*' },
} satisfies Record<string, Text>;

/** What a health check or a hook would need. */
const asked = ['curl', 'wget'] as const;

const insight: Insight = {
  id: 'image',
  topics: ['base-images'],
  isAskedBy: (key) => key.kind === 'image' || endsIn(key, 'image') || isInstruction(key, 'FROM') || key.kind === 'flag',
  tell(place) {
    const { document, index, today, locale } = place;
    const image = imageAt(place);
    if (image === undefined) return undefined;
    const isReplaced = document.format !== 'dockerfile' && isReplacedImage(index, image, document);
    const support = isReplaced ? undefined : supportOf(image, today, place.conventionsOf(document).images.support);
    const lines = (support?.lines ?? []).map((line) => supportLine(line, locale, today));
    const tools = toolsLine(image, locale);
    const smaller = smallerTags(image).map((tag) => code(withTag(image, tag).text) + note(tag, locale));
    if (tools !== undefined) lines.push(tools);
    if (smaller.length > 0 && isBase(image)) lines.push(say(texts.smaller, locale, { tags: smaller }));
    if (support?.lines.some(({ eol, isStated }) => eol !== undefined && !isStated))
      lines.push(say(texts.known, locale, { known: supportKnownOn }));
    return lines.length === 0 ? undefined : lines;
  },
};

export default insight;

/** The image under the cursor, or the one a FROM begins with. What a service builds is none. */
function imageAt({ document, span, container, key }: InsightPlace): ImageReference | undefined {
  const uses = imageUses(document).filter(({ image }) => image.state === 'set');
  for (const { image } of uses)
    if (image.state === 'set' && (contains(image.span, span) || contains(span, image.span))) return image.value;
  // At the keyword or the key: what the container is described by.
  const own: Container['image'] | undefined = container?.image;
  if (key?.kind === 'flag' || own?.state !== 'set') return undefined;
  return uses.some(({ image }) => image.state === 'set' && image.span.start === own.span.start) ? own.value : undefined;
}

function supportLine(line: SupportedLine, locale: Locale, today: string): string {
  const { eol, daysLeft, state, lastFixes } = line;
  const name = nameOfLine(line);
  if (state === 'supported') {
    if (eol === undefined || daysLeft === undefined) return say(texts.open, locale, { line: name });
    return say(texts.supported, locale, { line: name, date: eol, days: days(daysLeft) });
  }
  if (state === 'long-term') {
    return say(texts.longTerm, locale, { line: name, date: eol ?? '', until: lastFixes ?? '' });
  }
  if (lastFixes === undefined) return say(texts.endedOnce, locale, { line: name });
  const ago = daysBetween(lastFixes, today);
  return say(texts.ended, locale, { line: name, date: lastFixes, days: days(ago) });
}

/** Only what is certain is said. */
function toolsLine(image: ImageReference, locale: Locale): string | undefined {
  const programs = programsOfImage(image);
  const { shell } = factsOf(image) ?? {};
  if (programs === undefined || shell === undefined) return undefined;
  if (!shell) return say(texts.noShell, locale);
  const has = asked.filter((program) => programs.has(program) === true);
  const lacks = asked.filter((program) => programs.has(program) === false);
  const parts = [say(texts.has, locale, { has: [texts.shell[locale], ...has.map(code)] })];
  if (lacks.length > 0)
    parts.push(say(texts.lacks, locale, { lacks: lacks.map(code).join(locale === 'ru' ? ' и ' : ' or ') }));
  return parts.join('; ');
}

/** What an application is put into: a smaller server image is another matter. */
function isBase(image: ImageReference): boolean {
  const { role } = factsOf(image) ?? {};
  return role === 'runtime' || role === 'os' || role === 'web';
}

function note(tag: string, locale: Locale): string {
  return tag.endsWith('-alpine') ? ` ${say(texts.musl, locale)}` : '';
}
