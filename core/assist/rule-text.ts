import { levelOf, type OptionValue, type Rule } from '../rule.js';
import { type Locale, say, type Text } from '../text.js';

const texts = {
  preset: { en: 'preset `{preset}`', ru: 'набор `{preset}`' },
  off: { en: 'off until it is named', ru: 'выключено, пока не названо' },
  level: { en: 'level `{level}`', ru: 'уровень `{level}`' },
  options: { en: 'Options', ru: 'Параметры' },
} satisfies Record<string, Text>;

/** A rule in a few lines of Markdown: what it asks for, why, and how it is set when nobody says otherwise. */
export function ruleMarkdown(rule: Rule, locale: Locale): string {
  const levels = [...new Set(rule.kinds.map((kind) => levelOf(rule, kind)))].join('`, `');
  const preset = rule.preset === 'off' ? say(texts.off, locale) : say(texts.preset, locale, { preset: rule.preset });
  const parts = [
    `**${say(rule.text.summary, locale)}**`,
    say(rule.text.why, locale),
    `${preset} · ${say(texts.level, locale, { level: levels })}`,
  ];
  const options = Object.entries(rule.options);
  if (options.length > 0) {
    const list = options.map(([name, value]) => `\`${name}: ${optionText(value)}\``).join(', ');
    parts.push(`${say(texts.options, locale)}: ${list}`);
  }
  return parts.join('\n\n');
}

/** A default as it is written in a configuration. */
function optionText(value: OptionValue): string {
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}
