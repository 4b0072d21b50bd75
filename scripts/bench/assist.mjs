// What an editor asks for when a change has settled, put to the engine itself among 500 files.
import { load } from '../load.mjs';
import { compose, dockerfile, manifestDocument, manifestStream, ruleFile } from './generate.mjs';
import { ms, quantile, table } from './measure.mjs';

const cases = [
  ['Dockerfile, 60 lines', '/q/Dockerfile', dockerfile(60), /^[A-Z]/m],
  ['Compose, 200 lines', '/q/compose.yaml', compose(200), /^ {4}image:/m],
  ['Compose, 2,000 lines', '/q/compose.yaml', compose(2000), /^ {4}image:/m],
  ['manifest, one document of 300 lines', '/q/app.yaml', manifestDocument(300), /^ {10}image:/m],
  ['stream of 3,000 lines', '/q/app.yaml', manifestStream(3000), /^ {10}image:/m],
];

function time(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** A key is begun in the middle of the file, then each question is timed. */
function ask(workspace, path, text, neighbour, rounds) {
  const middle = text.slice(Math.floor(text.length / 2)).search(neighbour) + Math.floor(text.length / 2);
  const indent = ' '.repeat(text.slice(middle).search(/\S/));
  const times = { completion: [], links: [], definition: [] };
  for (let round = 0; round < rounds + 10; round++) {
    workspace.open(path, `${text.slice(0, middle)}${indent}# ${round}\n${indent}\n${text.slice(middle)}`);
    workspace.check(path);
    const at = middle + `${indent}# ${round}\n${indent}`.length;
    const spent = {
      completion: time(() => workspace.suggestions(path, at, true)),
      links: time(() => workspace.links(path)),
      definition: time(() => workspace.nameAt(path, at + 20)),
    };
    if (round >= 10) for (const [name, list] of Object.entries(times)) list.push(spent[name]);
  }
  return times;
}

export async function assistance(rounds) {
  const { createWorkspace, rules, topics } = await load('scripts/bench/engine.ts');
  const files = Array.from({ length: 125 }, (_, i) => [
    [`/p/${i}/Dockerfile`, dockerfile(40, i)],
    [`/p/${i}/compose.yaml`, compose(120, i)],
    [`/p/${i}/app.yaml`, manifestStream(150, i)],
    [`/p/${i}/rules.yaml`, ruleFile(120, i)],
  ]).flat();
  const rows = cases.map(([name, path, text, neighbour]) => {
    const today = () => '2026-09-01';
    const workspace = createWorkspace({ rules, topics, today, locale: 'en', version: '0.0.0' });
    for (const [other, its] of files) workspace.open(other, its);
    workspace.checkAll();
    const times = ask(workspace, path, text, neighbour, rounds);
    return [name, ...['completion', 'links', 'definition'].map((what) => ms(quantile(times[what], 0.95)))];
  });
  return table(['asked in, among 500 files', 'completion p95', 'links p95', 'definition p95'], rows);
}
