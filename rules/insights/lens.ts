import type { InsightContext, Lens } from '../../core/engine/insight.js';
import { memoryBudgetOf, runningOf } from '../../core/index/link.js';
import type { Document } from '../../core/model/document.js';
import { timelineOf } from '../../core/model/probe-timeline.js';
import type { Workload } from '../../core/model/workload.js';
import { bytes, percent, say, seconds, type Text } from '../../core/text.js';
import { known } from '../../core/value.js';
import { heapNames } from './write.js';

const texts = {
  limit: { en: '{limit} limit', ru: 'лимит {limit}' },
  heap: { en: '{what} {share}', ru: '{what} {share}' },
  unhealthy: { en: 'unhealthy after {time}', ru: 'unhealthy через {time}' },
  restart: { en: 'restart after {time}', ru: 'перезапуск через {time}' },
  kill: { en: 'SIGKILL after {time}', ru: 'SIGKILL через {time}' },
} satisfies Record<string, Text>;

interface Part {
  readonly topic: string;
  readonly text: string;
}

/** What a service or an owner of pods comes to, in one line; only what is known. */
export function lensOf(workload: Workload, document: Document, { index, locale }: InsightContext): Lens | undefined {
  const [own, ...others] = workload.containers.filter(({ role }) => role === 'main');
  const parts: Part[] = [];
  // The numbers of one container say nothing about a pod of several.
  if (own !== undefined && others.length === 0) {
    const running = runningOf(index, document, own);
    const { limits, liveness } = running.container;
    const limit = known(limits.memory);
    const budget = memoryBudgetOf(running);
    const probe = known(liveness);
    const times = probe && timelineOf(probe, workload.format);
    const add = (topic: string, text: string): unknown => parts.push({ topic, text });
    if (limit !== undefined) add('memory-limits', say(texts.limit, locale, { limit: bytes(limit) }));
    if (budget !== undefined) {
      const args = { what: heapNames[budget.heap.runtime], share: percent(Math.floor(budget.share)) };
      add('memory-limits', say(texts.heap, locale, args));
    }
    if (times !== undefined && !workload.job) {
      const text = workload.format === 'kubernetes' ? texts.restart : texts.unhealthy;
      add('health-checks', say(text, locale, { time: seconds(times.failed) }));
    }
  }
  const grace = known(workload.grace);
  if (grace !== undefined && !workload.job) {
    parts.push({ topic: 'graceful-shutdown', text: say(texts.kill, locale, { time: seconds(grace) }) });
  }
  const [first] = parts;
  return first && { span: workload.anchor, topic: first.topic, text: parts.map(({ text }) => text).join(' · ') };
}
