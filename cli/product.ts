import { version } from '../core/version.js';
import { items, rules } from '../rules/registry.js';
import type { Product } from './io.js';

/** The product as it is shipped. What a check of one file does not need is loaded when it is asked for. */
export const product: Product = {
  version,
  rules,
  items,
  checklist: async () => (await import('./elsewhere.js')).checklist,
  topics: async () => (await import('../rules/course/index.js')).topics,
};
