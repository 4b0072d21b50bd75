// What a check of some files takes only now and then: the other commands with what they need, and the formats that other programs read. It is
// one module, so that it becomes one file that is loaded when it is asked for.
export { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
export { printCheckstyle } from '../core/report/checkstyle.js';
export { printGithub } from '../core/report/github.js';
export { printGitlab } from '../core/report/gitlab.js';
export { printHtml } from '../core/report/html.js';
export { printJunit } from '../core/report/junit.js';
export { printSarif } from '../core/report/sarif.js';
export { checklist } from '../rules/checklist.js';
export { completionScript } from './completion.js';
export { explain } from './explain.js';
export { runInit } from './init.js';
export { runMerge } from './merge.js';
export { runReadiness } from './readiness.js';
export { listRules, plainRules } from './rules.js';
