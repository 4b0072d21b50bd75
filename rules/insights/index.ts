import type { InsightPlace, Told } from '../../core/engine/insight.js';
import cardinality from './cardinality.js';
import cpuShare from './cpu-share.js';
import image from './image.js';
import limitRatio from './limit-ratio.js';
import memoryBudget from './memory-budget.js';
import probeTimeline from './probe-timeline.js';
import recovery from './recovery.js';
import rollout from './rollout.js';
import secretPath from './secret-path.js';
import shutdownTimeline from './shutdown-timeline.js';
import type { Insight } from './write.js';

/** In the order in which they are told where several belong to one word. */
export const insights: readonly Insight[] = [
  memoryBudget,
  limitRatio,
  cpuShare,
  probeTimeline,
  shutdownTimeline,
  rollout,
  image,
  secretPath,
  recovery,
  cardinality,
];

/** As much as one takes in beside the explanation. */
const most = 3;

/**
 * What the numbers of the files say about a word, or, where the place is that of a finding, about the topic of its rule.
 */
export function insightsAt(place: InsightPlace, topic: string | undefined): readonly Told[] {
  const { key } = place;
  return insights
    .filter((insight) =>
      key === undefined ? topic !== undefined && insight.topics.includes(topic) : insight.isAskedBy(key),
    )
    .flatMap((insight): readonly Told[] => {
      const lines = insight.tell(place);
      return lines === undefined ? [] : [{ topic: insight.topics[0], markdown: lines.join('  \n') }];
    })
    .slice(0, most);
}
