export { findingsOf, fixedFiles } from './case.js';
export { cutPage, readCases } from './pages.js';
