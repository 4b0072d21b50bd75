import { version } from '../core/version.js';
import { rules } from '../rules/index.js';
import type { Product } from './io.js';

/** The product as it is shipped. The course is a third of it and only `explain` reads it, so it is loaded late. */
export const product: Product = {
  version,
  rules,
  topics: async () => (await import('../rules/course/index.js')).topics,
};
