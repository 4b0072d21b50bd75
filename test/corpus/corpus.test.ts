import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { corpus, corpusProjects, expectedFindings, projectFindings } from '../harness/corpus.js';
import { root } from '../harness/root.js';

const projects = corpusProjects();

for (const project of projects) {
  test(`the findings of ${project} are those that were read and accepted (npm run accept -- corpus/${project})`, async () => {
    equal(await projectFindings(project), expectedFindings(project));
  });
}

test('the corpus is large, and no expectation is left over', () => {
  const files = globSync(`${corpus}/*/**`, { cwd: root, dot: true }).filter(mayBeOurs);
  ok(files.length >= 90, `only ${files.length} files`);
  deepEqual(
    globSync(`${corpus}/*.findings.txt`, { cwd: root }).sort(),
    projects.map((project) => `${corpus}/${project}.findings.txt`),
  );
});

/** Projects made with care, of all kinds: about them the defaults say nothing at all. */
const quiet = ['alerting', 'fastapi-quotes', 'go-service', 'kustomize-app', 'node-api', 'operator', 'spring-inventory'];

for (const project of quiet) {
  test(`${project} is well made, and left in peace`, async () => {
    deepEqual(
      [...(await projectFindings(project)).matchAll(/^(?:error|warning|info|hint) +\S+/gm)].map(([line]) => line),
      [],
    );
  });
}
