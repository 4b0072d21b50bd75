import { levelOf, type Rule } from '../core/rule.js';
import { type Locale, say } from '../core/text.js';

/** The public shape of the list of rules. `severity` is that of the first kind; `severities` tells where others differ. */
export function plainRules(rules: readonly Rule[]) {
  return { rules: [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map(plainRule) };
}

function plainRule(rule: Rule) {
  const { id, preset, kinds, pillar, topic, fix, same } = rule;
  const byKind = kinds.map((kind) => [kind, levelOf(rule, kind)] as const);
  const severity = byKind[0]?.[1] ?? 'warning';
  const differs = byKind.some(([, level]) => level !== severity);
  return {
    id,
    severity,
    ...(differs ? { severities: Object.fromEntries(byKind) } : {}),
    preset,
    kinds,
    pillar,
    topic: topic ?? null,
    fix,
    same,
  };
}

/** One rule a line, for people. */
export function listRules(rules: readonly Rule[], locale: Locale): string {
  const rows = plainRules(rules).rules;
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  const summaries = new Map(rules.map(({ id, text }) => [id, say(text.summary, locale)]));
  return rows
    .map(
      ({ id, severity, preset }) =>
        `${id.padEnd(width)}  ${severity.padEnd(7)}  ${preset.padEnd(11)}  ${summaries.get(id)}\n`,
    )
    .join('');
}
