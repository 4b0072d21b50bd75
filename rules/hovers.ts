import type { HoverTopics } from '../core/engine/hover-key.js';
import { topicOf } from './course/keys.js';
import { insightsAt } from './insights/index.js';
import { lensOf } from './insights/lens.js';

/** What the course says about a word, and what the numbers of the files add to it. */
export const hovers: HoverTopics = { topicOf, insights: insightsAt, lens: lensOf };
