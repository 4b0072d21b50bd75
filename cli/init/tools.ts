import type { Cursor, CursorEntry } from '../../core/yaml/cursor.js';
import { parseYaml } from '../../core/yaml/parse.js';
import type { ToolName } from '../names.js';
import { pint } from './pint.js';
import {
  formatOf,
  leave,
  literalPath,
  type ReadingTool,
  rulesFor,
  setLevel,
  type Tool,
  type ToolFile,
} from './reading.js';
import { finishTaking, startTaking, type Taken, type Taking, whys } from './taken.js';

/** Entries of the mapping at the top of a YAML or JSON file; none, and a word about it, when it cannot be parsed. */
function entriesOf({ name, text }: ToolFile, taking: Taking): readonly CursorEntry[] {
  const document = parseYaml(text);
  if (document.problems.length > 0) taking.left.push({ what: name, why: whys.broken });
  return document.root({ open: false }).entries();
}

/** Texts of a list, of a single value, and of a list with commas in a single value. */
function wordsOf(cursor: Cursor): readonly string[] {
  const items = cursor.kind === 'list' ? cursor.items() : [cursor];
  return items
    .flatMap((item) => (item.source()?.text ?? '').split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

const hadolintLevels: Readonly<Record<string, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};

/** Source: the hadolint readme, "Configure". */
const hadolint: Tool = {
  files: [['.hadolint.yaml', '.hadolint.yml']],
  read(file, taking, how) {
    const entries = entriesOf(file, taking);
    // What is ignored stays so, whatever level is written elsewhere.
    const ignored = entries.filter(({ name }) => name === 'ignored').flatMap(({ cursor }) => wordsOf(cursor));
    for (const id of ignored) setLevel('hadolint', id, 'off', taking, how);
    for (const { name, cursor } of entries) {
      if (name === 'ignored') continue;
      if (name === 'override') {
        for (const { name: severity, cursor: ids } of cursor.entries()) {
          const level = hadolintLevels[severity];
          if (level === undefined) leave(taking, `override.${severity}`, 'unknown');
          else for (const id of wordsOf(ids)) setLevel('hadolint', id, level, taking, how);
        }
      } else if (name === 'trustedRegistries') {
        const from = 'hadolint trustedRegistries';
        for (const registry of wordsOf(cursor)) taking.trusted.push({ registry, from });
        // hadolint reads Dockerfiles only, and what others pull was never asked about.
        for (const rule of how.peers.rulesOf('hadolint', 'DL3026')) {
          taking.said.push({ rule, level: 'off', from, formats: ['compose', 'kubernetes'] });
        }
      } else if (name === 'failure-threshold' || name === 'no-fail') leave(taking, name, 'failOn');
      else if (name === 'format') leave(taking, name, 'format');
      else if (name === 'disable-ignore-pragma') leave(taking, name, 'inline');
      else leave(taking, name, 'unknown');
    }
  },
};

/** Source: the KubeLinter docs, "Configuring KubeLinter". */
const kubeLinter: Tool = {
  files: [['.kube-linter.yaml', '.kube-linter.yml']],
  read(file, taking, how) {
    for (const { name, cursor } of entriesOf(file, taking)) {
      if (name === 'customChecks') {
        for (const item of cursor.items()) {
          const template = item.at('template').source()?.text ?? '';
          const known = [...how.peers.rulesOf('kube-linter-template', template)].sort();
          const id = item.at('name').source()?.text ?? template;
          if (known.length === 0) leave(taking, id, 'noRule');
          // Their parameters say more than we have options for.
          else {
            const from = `kube-linter ${id} (${template})`;
            for (const rule of known) taking.said.push({ rule, level: 'on', from, formats: ['kubernetes'] });
          }
        }
      } else if (name !== 'checks') leave(taking, name, 'unknown');
      else readKubeLinterChecks(cursor, taking, how);
    }
  },
};

function readKubeLinterChecks(checks: Cursor, taking: Taking, how: ReadingTool): void {
  const entries = checks.entries();
  const named = (key: string): readonly string[] =>
    entries.filter(({ name }) => name === key).flatMap(({ cursor }) => wordsOf(cursor));
  for (const id of named('exclude')) setLevel('kube-linter', id, 'off', taking, how);
  for (const id of named('include')) setLevel('kube-linter', id, 'on', taking, how);
  for (const { name, cursor } of entries) {
    const isOn = cursor.plain() === true;
    if (name === 'ignorePaths') {
      for (const path of wordsOf(cursor)) {
        // Theirs are paths of the machine; one that begins with any folder holds in ours, too.
        const glob = path.replace(/^\/(?=\*\*\/)/, '');
        if (/^(?:~|\/|\.\.)/.test(glob)) leave(taking, `ignorePaths: ${path}`, 'outside');
        else taking.ignore.push({ glob, from: 'kube-linter ignorePaths' });
      }
    } else if (name === 'addAllBuiltIn') {
      if (isOn) taking.preset = { name: 'strict', from: 'kube-linter addAllBuiltIn' };
    } else if (name === 'doNotAutoAddDefaults') {
      if (isOn) taking.preset = { name: 'none', from: 'kube-linter doNotAutoAddDefaults' };
    } else if (name !== 'exclude' && name !== 'include') leave(taking, `checks.${name}`, 'unknown');
  }
}

/** As ESLint writes them. */
const dclintLevels = ['off', 'warning', 'error'] as const;

/** Of a file for dclint alone, in the order in which it looks. Source: cosmiconfig 9, its default places for `dclint`. */
const dclintForms = ['', '.json', '.yaml', '.yml', '.js', '.ts', '.cjs'];

/** Source: the docker-compose-linter readme, "Configuration". */
const dclint: Tool = {
  files: [
    [
      'package.json',
      ...dclintForms.map((form) => `.dclintrc${form}`),
      ...dclintForms.map((form) => `.config/dclintrc${form}`),
      ...['js', 'ts', 'cjs'].map((form) => `dclint.config.${form}`),
    ],
  ],
  speaksOf: ({ name, text }) =>
    name !== 'package.json' || parseYaml(text).root({ open: false }).at('dclint').kind !== 'missing',
  read(file, taking, how) {
    if (/\.(?:c?js|ts)$/.test(file.name)) {
      leave(taking, file.name, 'code');
      return;
    }
    const entries = entriesOf(file, taking);
    const own = entries.filter(({ name }) => name === 'dclint').flatMap(({ cursor }) => cursor.entries());
    for (const { name, cursor } of file.name === 'package.json' ? own : entries) {
      if (name === 'rules') {
        for (const { name: id, cursor: value } of cursor.entries()) {
          const first = value.kind === 'list' ? value.items()[0] : value;
          const level = dclintLevels[Number(first?.source()?.text ?? Number.NaN)];
          if (level === undefined) leave(taking, `rules.${id}`, 'value');
          else setLevel('dclint', id, level, taking, how);
          if (value.kind === 'list' && value.items().length > 1) leave(taking, `rules.${id}: options`, 'unknown');
        }
      } else if (name === 'exclude') {
        for (const glob of wordsOf(cursor)) taking.ignore.push({ glob, from: 'dclint exclude' });
      } else if (name === 'quiet' || name === 'debug') leave(taking, name, 'failOn');
      else leave(taking, name, 'unknown');
    }
  },
};

/** Source: the Checkov docs, "CLI Command Reference", whose flags are the keys of the file. */
const checkov: Tool = {
  files: [['.checkov.yaml', '.checkov.yml']],
  read(file, taking, how) {
    for (const { name, cursor } of entriesOf(file, taking)) {
      if (name === 'skip-check' || name === 'check') {
        const ids = wordsOf(cursor);
        if (name === 'check' && ids.length > 0) taking.preset = { name: 'none', from: 'checkov check' };
        for (const id of ids) {
          if (!/^\w+_\d+$/.test(id)) leave(taking, `${name}: ${id}`, 'wildcard');
          else setLevel('checkov', id, name === 'check' ? 'on' : 'off', taking, how);
        }
      } else if (name === 'skip-path') {
        for (const path of wordsOf(cursor)) {
          const literal = literalPath(path);
          if (literal === undefined) leave(taking, `skip-path: ${path}`, 'regex');
          else taking.ignore.push({ glob: literal, from: 'checkov skip-path' });
        }
      } else if (/^(?:soft-fail|hard-fail)/.test(name)) leave(taking, name, 'failOn');
      else if (name === 'output') leave(taking, name, 'format');
      else if (name === 'baseline') leave(taking, name, 'baseline');
      else leave(taking, name, 'unknown');
    }
  },
};

/** Sources: the Trivy docs, "Filtering" and "Config file". */
const trivy: Tool = {
  files: [['.trivyignore.yaml'], ['.trivyignore'], ['trivy.yaml', 'trivy.yml']],
  read(file, taking, how) {
    if (file.name === '.trivyignore') {
      readTrivyLines(file.text, taking, how);
      return;
    }
    const entries = entriesOf(file, taking);
    for (const { name, cursor } of entries) {
      if (name === 'misconfigurations') {
        for (const item of cursor.items()) readTrivyEntry(item, taking, how);
      } else if (name === 'vulnerabilities' || name === 'licenses') leave(taking, name, 'package');
      else if (name === 'scan') {
        for (const { name: key, cursor: value } of cursor.entries()) {
          if (key !== 'skip-dirs' && key !== 'skip-files') leave(taking, `scan.${key}`, 'unknown');
          else for (const path of wordsOf(value)) taking.ignore.push({ glob: path, from: `trivy scan.${key}` });
        }
      } else if (name === 'exit-code' || name === 'severity') leave(taking, name, 'failOn');
      else if (name === 'format') leave(taking, name, 'format');
      else leave(taking, name, 'unknown');
    }
  },
};

function readTrivyEntry(item: Cursor, taking: Taking, how: ReadingTool): void {
  const id = item.at('id').source()?.text ?? '';
  const until = item.at('expired_at').source()?.text;
  const reason = item.at('statement').source()?.text;
  if (until !== undefined && until < how.today) {
    leave(taking, `${id} (${until})`, 'expired');
    return;
  }
  const rules = rulesFor('trivy', id, taking, how);
  if (rules.length === 0) return;
  if (until !== undefined) leave(taking, `${id} (${until})`, 'dated');
  const paths = item.at('paths');
  const files = paths.kind === 'list' ? { files: wordsOf(paths) } : {};
  const format = formatOf('trivy', id);
  for (const rule of rules)
    taking.said.push({ rule, level: 'off', from: `trivy ${id}`, formats: [format], reason, ...files });
}

/** A line each: an id, and `exp:` with a day where it ends. */
function readTrivyLines(text: string, taking: Taking, how: ReadingTool): void {
  for (const line of text.split(/\r?\n/)) {
    const [id, ...rest] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    if (id === undefined || id === '') continue;
    const until = rest.find((word) => word.startsWith('exp:'))?.slice('exp:'.length);
    if (/^(?:CVE|GHSA)-/i.test(id)) leave(taking, id, 'package');
    else if (until !== undefined && until < how.today) leave(taking, `${id} (${until})`, 'expired');
    else {
      if (until !== undefined) leave(taking, `${id} (${until})`, 'dated');
      setLevel('trivy', id, 'off', taking, how);
    }
  }
}

const kubeScore: Tool = { files: [], read: () => {} };

export const tools: Readonly<Record<ToolName, Tool>> = {
  hadolint,
  'kube-linter': kubeLinter,
  dclint,
  checkov,
  trivy,
  pint,
  'kube-score': kubeScore,
};

/** What the files of a tool mean in our configuration. */
export async function take(name: ToolName, files: readonly ToolFile[], how: ReadingTool): Promise<Taken> {
  const taking = startTaking();
  for (const file of files) await tools[name].read(file, taking, how);
  if (name === 'kube-score') taking.left.push({ what: name, why: whys.flags });
  return finishTaking(taking, how.rules);
}
