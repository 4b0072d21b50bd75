// What it takes to check files. It is one module, so that it becomes one file that is loaded when a command needs it.
export { runCheck } from './check.js';
export { product } from './product.js';
