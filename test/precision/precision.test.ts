import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { openFiles } from '../harness/case.js';
import { root } from '../harness/root.js';

/** What people write for good reasons and linters like to complain about: the folder of each, and what it shows. */
const leftInPeace: Readonly<Record<string, string>> = {
  'heredoc-in-its-own-shell': 'a heredoc is run by the shell it names or by its first line',
  'steps-kept-apart-for-the-cache': 'steps with mounts, heredocs and other networks are not to be merged',
  'packages-of-the-distribution': 'packages of a distribution need no version',
  'packages-named-by-a-variable': 'a variable with packages in it is not judged',
  'packages-from-files-and-addresses': 'a package from a file or an address has no version to name',
  'values-of-package-manager-options': 'the value of an option is no package',
  'commands-that-look-like-package-managers': 'pipx is not pip, and other managers pin in other ways',
  'base-image-from-an-argument': 'defaults of arguments are filled in, and stages chosen by one are stages',
  'scratch-and-names-of-stages': 'scratch and stages have no tag',
  'files-copied-from-an-image': 'COPY --from may name an image',
  'root-in-a-stage-that-is-not-shipped': 'only the user of the shipped stage counts',
  'command-of-a-health-check': 'the CMD of a HEALTHCHECK is not that of the image',
  'health-check-of-an-earlier-stage': 'a health check is inherited, and not asked of stages that build',
  'health-check-switched-off-on-purpose': 'HEALTHCHECK NONE is a decision',
  'image-run-by-kubernetes': 'an image that Kubernetes runs needs no HEALTHCHECK',
  'image-checked-by-compose': 'a health check of the service is one of its image',
  'tool-that-runs-once': 'a tool that serves nothing needs no health check',
  'shell-of-the-parent-stage': 'SHELL, USER and WORKDIR are inherited',
  'one-instruction-in-each-stage': 'each stage has its own CMD and its own tools',
  'arguments-and-where-they-hold': 'an argument above FROM holds in FROM, and below it once declared again',
  'base-image-that-must-be-given': 'a base image without a default is wanted to be given',
  'names-that-only-sound-secret': 'public keys, files, paths, versions and placeholders are no secrets',
  'secrets-mounted-for-one-step': 'a mounted secret is the cure, not the fault',
  'script-in-a-config-map': 'a script about passwords is no password',
  'security-context-of-the-pod': 'what the pod says holds for its containers',
  'objects-without-pods': 'objects without pods have no security context, and kinds of others are not read',
  'probes-where-there-is-nothing-to-probe': 'jobs and init containers need no probes',
  'service-beside-a-template': 'a Service beside a template selects what the template may make',
  'probes-alike-but-not-the-same': 'probes that ask the same with other thresholds are as the documentation has them',
  'one-replica-by-default': 'replicas that nobody set are one, and one needs no disruption budget',
  'network-policy-of-another-kind': 'a network policy may be one of another kind',
  'no-limit-of-cpu': 'a request is enough for the CPU',
  'namespace-with-defaults': 'a LimitRange supplies what containers do not say',
  'defaults-merged-into-services': 'what is merged in is there',
  'values-reset-or-overridden': '!reset and !override are read, and an override file is a part',
  'program-that-is-worked-on': 'what runs for a day of work needs no policies and no checks',
  'queries-only-a-server-can-judge': 'a valid query is not doubted for what the server may hold',
  'windows-shells': 'PowerShell and cmd are not sh',
};

/** What is a fault and easily overlooked: what must be found, as `file:line rule`, and nothing else. */
const found: readonly (readonly [folder: string, claim: string, findings: readonly string[]])[] = [
  [
    'secret-in-either-form-of-env',
    'a secret is found in both forms of ENV, by its name and by its shape',
    ['Dockerfile:2 secret-in-env', 'Dockerfile:3 secret-in-env'],
  ],
  [
    'container-overrules-its-pod',
    'a container that allows root under a pod that forbids it runs as root',
    ['app.yaml:18 container-runs-as-root'],
  ],
  [
    'init-container-of-its-own',
    'what an init container does is said of the init container',
    ['app.yaml:17 container-privileged'],
  ],
  [
    'pod-in-every-kind',
    'the pod of every kind of workload is looked into',
    [8, 26, 45, 63, 81, 98, 115, 133].map((line) => `all.yaml:${line} container-privileged`),
  ],
  [
    'sidecar-behind-a-service',
    'a sidecar among the init containers is asked for its probe',
    ['app.yaml:14 readiness-probe-missing'],
  ],
  [
    'defaults-with-a-fault',
    'a fault that is merged into two services is told once, where it is written',
    ['compose.yaml:5 container-privileged'],
  ],
  [
    'compose-file-without-a-version',
    'a Compose file is one by its services, under any name and without a version',
    ['stack.yaml:3 image-tag-unpinned'],
  ],
  [
    'unit-that-is-not-meant',
    'a request with the wrong unit is that, and no ratio is reckoned from it',
    ['app.yaml:20 resource-quantity-suspicious'],
  ],
  [
    'value-in-the-labels-of-an-alert',
    'a changing value in a label is an error, in an annotation it is not',
    ['rules.yaml:9 alert-value-in-label'],
  ],
];

for (const [folder, claim] of Object.entries(leftInPeace)) {
  test(`${claim} (${folder})`, () => deepEqual(findingsIn(folder), []));
}
for (const [folder, claim, findings] of found) {
  test(`${claim} (${folder})`, () => deepEqual(findingsIn(folder), findings));
}

test('every folder has its row', () => {
  const folders = globSync('test/precision/*', { cwd: root, onlyDirectories: true });
  deepEqual(
    folders.map((path) => path.replace(/\/$/, '').slice('test/precision/'.length)).sort(),
    [...Object.keys(leftInPeace), ...found.map(([folder]) => folder)].sort(),
  );
});

/** What is said at default levels about the files of a folder, as `file:line rule`. */
function findingsIn(folder: string): readonly string[] {
  const below = join(root, 'test/precision', folder);
  const files = globSync('**', { cwd: below, dot: true })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(below, path), 'utf8') }));
  return openFiles(files)
    .checkAll()
    .flatMap(({ path, findings }) =>
      findings.map(({ rule, range }) => `${path.slice('/project/'.length)}:${range.start.line + 1} ${rule}`),
    );
}
