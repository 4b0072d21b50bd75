import { parseYaml } from '../yaml/parse.js';
import type { EvidenceFile } from './evidence-files.js';

/** Programs, actions and images that put load on something. */
export const loadTools =
  /(?:^|\/)(?:k6(?:-action)?|run-k6-action|setup-k6-action|locust|jmeter|artillery|gatling|vegeta|wrk2?|hey|ghz|siege|drill|loadtest|oha)$/;

/** What every test of a kind names, since it cannot run without. */
const words = ['jmeterTestPlan', 'k6', 'locust', 'gatling', 'autocannon', 'artillery'];

/** True for a file that is what its name promises: it speaks of the tool that runs it. */
export function isLoadTest({ path, text }: EvidenceFile): boolean {
  if (/\.ya?ml$/i.test(path)) return parseYaml(text).root({ open: true }).at('scenarios').kind === 'list';
  return words.some((word) => text.includes(word));
}
