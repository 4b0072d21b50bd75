import type { Rule } from '../rule.js';
import { type Locale, say, type Text } from '../text.js';
import type { Topic } from '../workspace.js';

const headings = {
  rules: { en: 'Rules', ru: 'Правила' },
  near: { en: 'Near', ru: 'Рядом' },
} satisfies Record<string, Text>;

/**
 * The full part of a topic as a page of Markdown, with the rules that watch over it and the topics near it. `linkOf` gives
 * the URI of a rule or topic by its id; where it gives none, there is no link.
 */
export function topicPage(
  topic: Topic,
  { rules, topics }: { readonly rules: readonly Rule[]; readonly topics: readonly Topic[] },
  locale: Locale,
  linkOf: (id: string) => string | undefined = () => undefined,
): string {
  const name = (id: string, shown: string): string => {
    const link = linkOf(id);
    return link === undefined ? shown : `[${shown}](<${link}>)`;
  };
  const watching = rules
    .filter((rule) => rule.topic === topic.id)
    .map(({ id, text }) => `- ${name(id, `\`${id}\``)}: ${say(text.summary, locale)}`);
  const near = topic.near.flatMap((id) => {
    const other = topics.find((one) => one.id === id);
    return other === undefined ? [] : [`- ${name(id, `\`${id}\``)}: ${other.title[locale]}`];
  });
  const list = (heading: Text, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [`## ${heading[locale]}`, items.join('\n')];
  const parts = [
    `# ${topic.title[locale]}`,
    topic.full[locale].trim(),
    ...list(headings.rules, watching),
    ...list(headings.near, near),
  ];
  return `${parts.join('\n\n')}\n`;
}
