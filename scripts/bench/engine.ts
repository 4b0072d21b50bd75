export { createWorkspace } from '../../core/workspace.js';
export { rules, topics } from '../../rules/index.js';
