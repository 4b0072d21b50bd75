import { nearest } from '../core/engine/nearest.js';
import { pillarNames } from '../core/report/text.js';
import { topicPage } from '../core/report/topic.js';
import { levelOf, type Rule } from '../core/rule.js';
import { type Locale, say } from '../core/text.js';
import type { Topic } from '../core/workspace.js';
import { type Product, UsageError } from './io.js';
import { texts } from './texts.js';

/** Text for a rule or a topic, as Markdown, which a terminal shows well enough. */
export async function explain(name: string, product: Product, locale: Locale): Promise<string> {
  const { rules } = product;
  const topics = await product.topics();
  const rule = rules.find(({ id }) => id === name);
  if (rule !== undefined) return explainRule(rule, topics, locale);
  const topic = topics.find(({ id }) => id === name);
  if (topic !== undefined) return topicPage(topic, { rules, topics }, locale);
  const near = nearest(
    name,
    [...rules, ...topics].map(({ id }) => id),
  );
  throw new UsageError(
    say(near === undefined ? texts.noTopic : texts.noTopicNear, locale, { name, nearest: near ?? '' }),
  );
}

function explainRule(rule: Rule, topics: readonly Topic[], locale: Locale): string {
  const { id, text, kinds, preset, pillar, fix, options, same } = rule;
  const facts = [
    [labels.levels[locale], kinds.map((kind) => `${kind} ${levelOf(rule, kind)}`).join(', ')],
    [labels.preset[locale], preset],
    [labels.pillar[locale], pillarNames[pillar][locale]],
    [labels.fix[locale], text.fix === undefined || fix === 'none' ? fix : `${fix}: ${say(text.fix, locale)}`],
    [
      labels.options[locale],
      Object.entries(options)
        .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
        .join(', '),
    ],
    [labels.same[locale], same.join(', ')],
  ].filter(([, value]) => value !== '');
  const topic = topics.find((one) => one.id === rule.topic);
  const blocks = [
    `# ${id}`,
    say(text.summary, locale),
    say(text.why, locale),
    facts.map(([label, value]) => `- ${label}: ${value}`).join('\n'),
  ];
  if (topic !== undefined) blocks.push(`## ${topic.title[locale]} (${topic.id})`, topic.short[locale].trim());
  return `${blocks.join('\n\n')}\n`;
}

const labels = {
  levels: { en: 'Level', ru: 'Уровень' },
  preset: { en: 'Preset', ru: 'Набор' },
  pillar: { en: 'Pillar', ru: 'Раздел' },
  fix: { en: 'Fix', ru: 'Исправление' },
  options: { en: 'Options', ru: 'Параметры' },
  same: { en: 'In other tools', ru: 'В других инструментах' },
};
