/** The languages a person can read us in. Anything else reads English. */
export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

/** One text in both languages. `{name}` in it is a placeholder, the same ones in both. */
export interface Text {
  readonly en: string;
  readonly ru: string;
}

/** A number that prints with its unit in the reader's language. */
export interface Quantity {
  readonly unit: 'bytes' | 'seconds' | 'days' | 'percent' | 'millicores';
  readonly value: number;
}

/** What a placeholder may be filled with. A list prints with commas, a long one cut short; a date is `YYYY-MM-DD`. */
export type Argument = string | number | Quantity | Text | readonly string[];

export type Arguments = Readonly<Record<string, Argument>>;

export const bytes = (value: number): Quantity => ({ unit: 'bytes', value });
export const seconds = (value: number): Quantity => ({ unit: 'seconds', value });
export const days = (value: number): Quantity => ({ unit: 'days', value });
export const percent = (value: number): Quantity => ({ unit: 'percent', value });
export const millicores = (value: number): Quantity => ({ unit: 'millicores', value });

/** The day it is where the user sits, `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The locale for a language tag such as `ru`, `ru-RU` or `ru_RU.UTF-8`. */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^ru\b|^ru_/i.test(tag) ? 'ru' : 'en';
}

/** The text in one language, its placeholders filled. A placeholder without an argument stays as it is written. */
export function say(text: Text, locale: Locale, args: Arguments = {}): string {
  return text[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const argument = args[name];
    return argument === undefined ? whole : sayArgument(argument, locale);
  });
}

function sayArgument(argument: Argument, locale: Locale): string {
  if (typeof argument === 'string') return argument;
  if (typeof argument === 'number') return sayNumber(argument, locale);
  if ('unit' in argument) return sayQuantity(argument, locale);
  if ('en' in argument) return argument[locale];
  return sayList(argument, locale);
}

/** As many names as a reader takes in. */
const longestList = 8;

function sayList(items: readonly string[], locale: Locale): string {
  if (items.length <= longestList) return items.join(', ');
  const shown = items.slice(0, longestList - 2);
  const rest = items.length - shown.length;
  return `${shown.join(', ')} ${locale === 'ru' ? `и ещё ${rest}` : `and ${rest} more`}`;
}

/** At most two decimals. By hand, for loading the tables of `Intl` takes a tenth of a short run of the command line. */
function sayNumber(value: number, locale: Locale): string {
  const text = String(Number(value.toFixed(2)));
  return locale === 'ru' ? text.replace('.', ',') : text;
}

const byteUnits: Readonly<Record<Locale, readonly string[]>> = {
  en: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'],
  ru: ['Б', 'КиБ', 'МиБ', 'ГиБ', 'ТиБ', 'ПиБ', 'ЭиБ'],
};

/** A quantity with a no-break space before its unit, as both languages set it. */
function sayQuantity({ unit, value }: Quantity, locale: Locale): string {
  const ru = locale === 'ru';
  switch (unit) {
    case 'bytes': {
      const units = byteUnits[locale];
      let power = 0;
      let scaled = value;
      while (Math.abs(scaled) >= 1024 && power < units.length - 1) {
        scaled /= 1024;
        power++;
      }
      return `${sayNumber(scaled, locale)}\u00a0${units[power]}`;
    }
    case 'seconds':
      if (value >= 120 && value % 60 === 0) return `${sayNumber(value / 60, locale)}\u00a0${ru ? 'мин' : 'min'}`;
      return `${sayNumber(value, locale)}\u00a0${ru ? 'с' : 's'}`;
    case 'days':
      return ru ? `${value}\u00a0дн.` : `${value}\u00a0${value === 1 ? 'day' : 'days'}`;
    case 'percent':
      return `${sayNumber(value, locale)}\u00a0%`;
    case 'millicores':
      return `${sayNumber(value, locale)}m`;
  }
}
