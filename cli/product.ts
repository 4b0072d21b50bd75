import { version } from '../core/version.js';
import { hovers, rules, topics } from '../rules/index.js';
import type { Product } from './io.js';

/** The product as it is shipped. */
export const product: Product = { version, rules, topics, hovers };
