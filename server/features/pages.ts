import { topicPage } from '../../core/report/topic.js';
import { say } from '../../core/text.js';
import type { RuleEntry, TopicEntry } from '../protocol.js';
import { linksOf, localeFor, type Session } from '../session.js';

/** The rules, for a list to choose from. */
export function ruleEntries(session: Session): RuleEntry[] {
  const locale = localeFor(session);
  return session.engine.rules.map(({ id, text, pillar }) => {
    const page = session.engine.pages[id];
    return { id, pillar, summary: say(text.summary, locale), page: page === undefined ? undefined : `rules/${page}` };
  });
}

/** The topics, in the order of their titles. */
export function topicEntries(session: Session): TopicEntry[] {
  const locale = localeFor(session);
  return session.engine.topics
    .map(({ id, title }) => ({ id, title: title[locale] }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** A topic as a page of Markdown; null for one that does not exist. */
export function topicText(session: Session, id: string): string | null {
  const { engine } = session;
  const topic = engine.topics.find((one) => one.id === id);
  return topic === undefined ? null : topicPage(topic, engine, localeFor(session), linksOf(session).ruleUri);
}
