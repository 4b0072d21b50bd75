import { version } from '../core/version.js';
import { checklist, rules } from '../rules/index.js';
import type { Product } from './io.js';

/** The product as it is shipped. The course is a third of it and only `explain` reads it, so it is loaded late. */
export const product: Product = {
  version,
  rules,
  checklist,
  topics: async () => (await import('../rules/course/index.js')).topics,
};
