// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of Compose
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { isMap, isPair, isScalar, isSeq, parseAllDocuments, parseDocument, stringify, visit } from 'yaml';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { evidenceKind } from '../../core/readiness/evidence-files.js';
import { rules } from '../../rules/index.js';
import type { Dice } from './mutate.js';
import { type CaseFile, readCases } from './pages.js';
import { root } from './root.js';

/** Files that belong together; damage is done to one of them. */
export type Sample = readonly CaseFile[];

/** Longest text of all files of a project, in UTF-16 units. */
const mostText = 20_000;

/** How often a project is among the samples, of which most are single files. */
const share = 6;

/** The files of the examples and of the corpus one by one, the cases of the rule pages, and files of evidence. */
export function readSamples(): readonly Sample[] {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const examples = globSync(['examples/**', 'test/corpus/*/**'], { cwd: root, dot: true }).filter(mayBeOurs).sort();
  const evidence = globSync('test/e2e/workspace/**', { cwd: root, dot: true }).filter(evidenceKind).sort();
  const compose = { path: '/compose.yaml', text: 'services:\n  api:\n    image: registry.example.com/api:1\n' };
  const pages = globSync(['rules/*/*.md', 'test/rules/**/*.md'], { cwd: root, ignore: 'rules/course/**' }).sort();
  const projects = new Map<string, CaseFile[]>();
  for (const path of examples) {
    const folder = path.split('/', path.startsWith('test/') ? 3 : 2).join('/');
    projects.set(folder, [...(projects.get(folder) ?? []), { path: `/${path}`, text: read(path) }]);
  }
  const small = [...projects.values()].filter(
    (files) => files.length > 1 && files.reduce((sum, { text }) => sum + text.length, 0) < mostText,
  );
  return [
    ...Array.from({ length: share }, () => small).flat(),
    ...examples.map((path) => [{ path: `/${path}`, text: read(path) }]),
    ...[...evidence.map((path) => ({ path: `/${path}`, text: read(path) })), ...written].map((file) => [compose, file]),
    ...configurations.map((text) => [compose, { path: '/.seaworthy.yaml', text }]),
    ...pages.flatMap((page) =>
      readCases(page, read(page)).map(({ files }) => files.map(({ path, text }) => ({ path: `/p/${path}`, text }))),
    ),
  ];
}

/** Evidence in forms of which the examples have none. */
const written: readonly CaseFile[] = [
  {
    path: '/.github/workflows/build.yaml',
    text: 'on: [push]\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aquasecurity/trivy-action@0.33.1\n        with: { image-ref: registry.example.com/api:1, exit-code: "1" }\n      - run: k6 run load/api.js --vus 50\n',
  },
  {
    path: '/.gitlab-ci.yml',
    text: 'stages: [test]\nscan:\n  stage: test\n  image: aquasec/trivy:0.66.0\n  script:\n    - trivy image --exit-code 1 $IMAGE\n',
  },
  { path: '/grafana/dashboards/api.json', text: '{"title": "API", "panels": [{"targets": [{"expr": "up"}]}]}\n' },
  { path: '/runbooks/api.md', text: '# API is down\n\n1. Look at the dashboard\n' },
  { path: '/load/k6-api.js', text: "export const options = { thresholds: { http_req_duration: ['p(95)<300'] } };\n" },
];

/** Configuration files, whole ones: all keys, overrides, options and attestations. */
const configurations: readonly string[] = [
  'extends: strict\nrules:\n  image-tag-unpinned: off\n  memory-limit-missing: { level: error }\nignore: [vendor/**]\n',
  'extends: recommended\noverrides:\n  - files: ["k8s/**", "*.yaml"]\n    rules:\n      image-tag-unpinned: hint\n    ignore: true\n',
  'extends: none\nrules: { all: off }\nattest:\n  backups: { who: Olga Petrova, when: 2026-08-14, link: "https://example.com/a", note: b }\n',
];

/** Every rule there is: the strict preset, and by name what no preset holds. */
export const everyRule = `extends: strict\nrules:\n${rules
  .filter(({ preset }) => preset === 'off')
  .map(({ id }) => `  ${id}: on\n`)
  .join('')}`;

/** Names that make a file of ours, one for each way to be recognised. */
const names = [
  ...['Dockerfile', 'Dockerfile.dev', 'compose.yaml', 'docker-compose.override.yml', 'app.yaml', 'kustomization.yaml'],
  ...['prometheus.yml', 'alerts.rules', 'values.yaml', '.seaworthy.yaml', '.seaworthy.json', 'chart/templates/a.yaml'],
  ...['.github/workflows/a.yml', '.gitlab-ci.yml', 'grafana/dashboards/a.json', 'runbooks/a.md', 'k6/load.js'],
];

/** Bytes that mean nothing, read as the files of a disk are, or as no disk could hold them. */
export function randomBytes(dice: Dice): Sample {
  const path = `/${dice.pick(names, 'Dockerfile')}`;
  const length = dice.roll(300);
  const kind = dice.roll(3);
  const unit = (): number => (kind === 0 ? dice.roll(256) : kind === 1 ? 32 + dice.roll(96) : dice.roll(0x10000));
  const units = Array.from({ length }, () => (dice.roll(12) === 0 ? 10 : unit()));
  const text =
    kind === 2 ? String.fromCharCode(...units) : new TextDecoder().decode(Uint8Array.from(units, (one) => one & 0xff));
  // What follows a beginning of ours is read as such.
  const beginning = dice.pick(['', '', 'FROM a\n', 'services:\n  a:\n    ', 'apiVersion: v1\nkind: Pod\n'], '');
  return [{ path, text: beginning + text }];
}

/** What stands under which key in real files: the words to write files of no sense with, that look like real ones. */
export interface Words {
  readonly files: readonly { readonly path: string; readonly top: readonly string[] }[];
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly values: ReadonlyMap<string, readonly unknown[]>;
}

/** Learns the words of all YAML files of the samples. */
export function learnWords(samples: readonly Sample[]): Words {
  const keys = new Map<string, Set<string>>();
  const values = new Map<string, Set<unknown>>();
  const files: { path: string; top: string[] }[] = [];
  const add = <T>(to: Map<string, Set<T>>, key: string, what: T): void => {
    const known = to.get(key) ?? new Set();
    to.set(key, known.add(what));
  };
  for (const { path, text } of samples.flat()) {
    if (!/\.(?:ya?ml|json|rules)$/.test(path)) continue;
    for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
      if (!isMap(document.contents)) continue;
      files.push({ path, top: document.contents.items.map(({ key }) => String(key)) });
      visit(document, {
        Pair: (_, { key, value }) => {
          const name = String(key);
          const below = isSeq(value) ? value.items : [value];
          for (const one of below) {
            if (isMap(one)) for (const pair of one.items) add(keys, name, String(pair.key));
            else if (isScalar(one)) add(values, name, one.value);
          }
        },
      });
    }
  }
  const listed = <T>(map: Map<string, Set<T>>) => new Map([...map].map(([key, set]) => [key, [...set]] as const));
  return { files, keys: listed(keys), values: listed(values) };
}

/** Values that stand where nobody expects their type. */
const oddities: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    '',
    ' ',
    '~',
    'null',
    '0',
    '-',
    '@',
    '*',
    'x'.repeat(300),
    '1Gi',
    '99999999h',
  ],
  ...[
    'a:b:c:d',
    '${A:-b}',
    '{{ .Values.a }}',
    '[::1]:80',
    '../../..',
    'https://a:b@c/',
    [],
    {},
    [[]],
    [null],
    { '': null },
  ],
  ...[{ a: { b: { c: [] } } }, [{}], '\u202e', '😀', '\n', 'a\nb\n', 2 ** 53],
];

/** A file made of known words, with values of any type, in one of the ways YAML can be written. */
export function wordTree(words: Words, dice: Dice): Sample {
  const { path, top } = dice.pick(words.files, { path: '/compose.yaml', top: ['services'] });
  const tree = (key: string, depth: number): unknown => {
    const kind = dice.roll(12);
    const inner = words.keys.get(key) ?? [];
    if (kind === 0) return dice.pick(oddities, null);
    if (kind === 1) return Array.from({ length: dice.roll(3) }, () => tree(key, depth + 1));
    if (inner.length === 0 || depth > 7 || (kind < 5 && words.values.has(key))) {
      return dice.pick(words.values.get(key) ?? oddities, null);
    }
    const chosen = Array.from({ length: 1 + dice.roll(5) }, () => dice.pick(inner, 'name'));
    const map = Object.fromEntries(chosen.map((name) => [name, tree(name, depth + 1)]));
    return kind < 8 ? map : [map];
  };
  const value = Object.fromEntries(top.map((key) => [key, marks.has(key) ? oneValue(words, key, dice) : tree(key, 0)]));
  const style = dice.roll(4);
  const text =
    style === 0
      ? JSON.stringify(value, null, dice.roll(3))
      : stringify(value, {
          collectionStyle: style === 1 ? 'flow' : 'block',
          indent: 1 + dice.roll(4),
          defaultStringType: dice.pick(['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'] as const, 'PLAIN'),
        });
  return [{ path, text }];
}

/** Keys by which a file is recognised; with other values it would be none of ours. */
const marks = new Set(['apiVersion', 'kind']);
const oneValue = (words: Words, key: string, dice: Dice): unknown => dice.pick(words.values.get(key) ?? [], 'v1');

/** Puts something of another type in the place of one value of a YAML file. */
export function confuse(text: string, dice: Dice): string {
  const places: { readonly start: number; readonly end: number }[] = [];
  visit(parseDocument(text, { logLevel: 'silent' }), {
    Node: (_, node, ancestors) => {
      if (node.range && isPair(ancestors.at(-1))) places.push({ start: node.range[0], end: node.range[1] });
    },
  });
  const place = dice.pick(places, { start: 0, end: 0 });
  return text.slice(0, place.start) + JSON.stringify(dice.pick(oddities, null)) + text.slice(place.end);
}
