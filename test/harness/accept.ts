export { rules } from '../../rules/index.js';
export { findingsOf, fixedFiles } from './case.js';
export { corpusProjects, expectedFindings, expectedPath, projectFindings } from './corpus.js';
export { pageExamples } from './coverage.js';
export { cutPage, readCases } from './pages.js';
