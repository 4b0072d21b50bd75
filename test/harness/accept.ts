export { findingsOf, fixedFiles } from './case.js';
export { corpusProjects, expectedFindings, expectedPath, projectFindings } from './corpus.js';
export { cutPage, readCases } from './pages.js';
