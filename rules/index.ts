// Everything that the rules bring. The command line takes the parts one by one, so as to load less.
export { checklist } from './checklist.js';
export { topics } from './course/index.js';
export { hovers } from './hovers.js';
export { pages, rules } from './registry.js';
