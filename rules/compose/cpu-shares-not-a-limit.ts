import type { Comment, Document } from '../../core/model/document.js';
import { joinEdits } from '../../core/model/yaml-fix.js';
import { drop, put, rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';

/** What Docker takes where nothing is said. */
const usual = 1024;

export default rule({
  id: 'cpu-shares-not-a-limit',
  on: 'document',
  kinds: ['compose'],
  topic: 'cpu-limits',
  pillar: 'performance',
  // A weight may be all that is wanted.
  preset: 'strict',
  level: 'info',
  fix: 'unsafe',
  options: { suggest: 1000 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'A service with CPU shares also has a CPU limit',
      ru: 'У сервиса с долями CPU есть и лимит CPU',
    },
    why: {
      en: 'Shares only weigh services against each other while all cores are busy. Otherwise the service takes every core there is, whatever the number says.',
      ru: 'Доли взвешивают сервисы друг против друга, только пока заняты все ядра. В остальное время сервис займёт все ядра, какое бы число здесь ни стояло.',
    },
    weight: {
      en: 'cpu_shares of "{name}" is a weight, and nothing limits its CPU',
      ru: 'cpu_shares у «{name}» — это вес, а CPU ничем не ограничен',
    },
    fraction: {
      en: 'cpu_shares is a whole number, a weight; a part of a core as "{value}" is what cpus takes',
      ru: 'cpu_shares — целое число, вес; часть ядра вроде «{value}» задают в cpus',
    },
    fix: { en: 'Set a CPU limit', ru: 'Задать лимит CPU' },
  },
  *check(document, { options }) {
    const told = new Set<number>();
    for (const { name, limits, workload } of document.container) {
      const place = workload?.spec.at('cpu_shares');
      const shares = place?.number();
      if (workload === undefined || place === undefined || shares?.state !== 'set') continue;
      const { value, span } = shares;
      const { start, end } = workload.spec.span;
      const isOwn = span.start >= start && span.end <= end;
      // What an extended service says is told there, what an anchor says once.
      if ((!isOwn && !place.shared) || told.has(span.start)) continue;
      if (!Number.isInteger(value)) {
        told.add(span.start);
        const isFree = isOwn && limits.cpu.state === 'unset';
        const fix = () => (isFree ? joinEdits(document.text, put(limits.cpu, value * 1000), drop(shares)) : undefined);
        yield { at: span, say: 'fraction', with: { value: String(value) }, level: 'warning', fix };
      } else if (value !== usual && value > 0 && limits.cpu.state === 'unset' && !isExplained(document, span)) {
        told.add(span.start);
        const fix = () => (isOwn ? put(limits.cpu, options.suggest) : undefined);
        yield { at: span, say: 'weight', with: { name }, fix };
      }
    }
  },
});

/** True when a comment beside the number or above its key calls it a weight. */
function isExplained({ comments, text }: Document, span: Span): boolean {
  const stands = ({ ownLine, next, span: comment }: Comment): boolean =>
    ownLine
      ? next !== undefined && next.start < span.end && !text.slice(next.start, span.start).includes('\n')
      : comment.start > span.end && !text.slice(span.end, comment.start).includes('\n');
  return comments.some((comment) => /weight|вес/i.test(comment.text) && stands(comment));
}
