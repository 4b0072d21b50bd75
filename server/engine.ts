import { version } from '../core/version.js';
import { createWorkspace } from '../core/workspace.js';
import { checklist, hovers, pages, rules, topics } from '../rules/index.js';
import type { Engine } from './session.js';

/** The engine with all rules, as it is shipped. */
export const engine: Engine = { createWorkspace, rules, checklist, topics, hovers, pages, version };
