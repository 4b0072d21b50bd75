import type { Rule } from '../rule.js';
import type { Span } from '../span.js';
import { type Locale, say, type Text } from '../text.js';
import { visible } from '../visible.js';
import type { Topic } from '../workspace.js';
import type { Settled } from './settle.js';

const todo: Text = { en: 'What to do', ru: 'Что делать' };

/** What the hover of one place is made from. */
export interface HoverParts {
  readonly findings: readonly Settled[];
  /** Explains the place itself. */
  readonly topic: Topic | undefined;
  /** Blocks of Markdown. */
  readonly insights: readonly string[];
  /** URI of a rule's page or of a topic. */
  linkOf(id: string): string | undefined;
}

/** Markdown for a place: what is wrong with it and why, what the numbers of the files say, and the topic. */
export function hoverMarkdown(
  { findings, topic, insights, linkOf }: HoverParts,
  topics: ReadonlyMap<string, Topic>,
  locale: Locale,
): string {
  const sections = findings.map(({ local, finding }): readonly string[] => [
    findingMarkdown(local.active.rule, finding.message, local.report.with, linkOf(finding.rule), locale),
  ]);
  // One explanation is enough: that of the first finding, else that of the place.
  const shown = findings.map(({ local }) => topics.get(local.active.rule.topic ?? '')).find((one) => one !== undefined);
  const explained = shown ?? topic;
  const explanation = explained
    ? [`**${escapeMarkdown(explained.title[locale])}**`, explained.short[locale].trim()]
    : [];
  if (findings.length === 0) explanation.push(...insights);
  else sections.push(insights);
  const wanted = explained ? [explained, ...explained.near.map((id) => topics.get(id))] : [];
  const links = wanted.flatMap((each) => {
    const link = each && linkOf(each.id);
    return each === undefined || link === undefined ? [] : [`[${escapeMarkdown(each.title[locale])}](<${link}>)`];
  });
  if (links.length > 0) explanation.push(links.join(' · '));
  return [...sections, explanation]
    .filter((blocks) => blocks.length > 0)
    .map((blocks) => blocks.join('\n\n'))
    .join('\n\n---\n\n');
}

function findingMarkdown(
  rule: Rule,
  message: string,
  args: Parameters<typeof say>[2],
  link: string | undefined,
  locale: Locale,
): string {
  const id = `\`${rule.id}\``;
  const last = [link === undefined ? id : `[${id}](<${link}>)`];
  if (rule.text.fix !== undefined && rule.fix !== 'none') {
    last.unshift(`**${todo[locale]}:** ${escapeMarkdown(say(rule.text.fix, locale, args))}`);
  }
  return [`**${escapeMarkdown(message)}**`, say(rule.text.why, locale), last.join(' · ')].join('\n\n');
}

/**
 * Text of a file shown as it is: nothing in it becomes a link, an image, HTML or emphasis, and nothing turns it round. Line
 * ends become blanks.
 */
export function escapeMarkdown(text: string): string {
  return visible(text.replace(/[\r\n]+/g, ' ')).replace(/[\\`*_{}[\]()<>#+!|~&$]/g, '\\$&');
}

/** The narrowest of the spans. */
export function narrowest(spans: readonly Span[]): Span | undefined {
  return [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}
