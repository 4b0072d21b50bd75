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

/** Projects made with care, and the rules that may still speak about them: facts that came with time. */
const quiet: Readonly<Record<string, readonly string[]>> = {
  'node-api': ['image-end-of-life'],
  'go-service': ['image-end-of-life'],
  operator: [],
};

for (const [project, allowed] of Object.entries(quiet)) {
  test(`${project} is well made, and left in peace`, async () => {
    const found = [...(await projectFindings(project)).matchAll(/^(?:error|warning|info|hint) +(\S+) /gm)];
    deepEqual(
      found.map((match) => match[1] ?? '').filter((rule) => !allowed.includes(rule)),
      [],
    );
  });
}
