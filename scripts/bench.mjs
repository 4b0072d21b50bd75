// Measures the engine against parsing alone. Prints medians and ratios; it is no test, for a busy machine would fail it.

import { DockerfileParser } from 'dockerfile-ast';
import { parseAllDocuments, parseDocument } from 'yaml';
import { compose, dockerfile, manifestDocument, manifestStream, ruleFile } from './bench/generate.mjs';
import { load } from './load.mjs';

const { createWorkspace, rules, topics } = await load('scripts/bench/engine.ts');

const rounds = 40;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const p95 = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)];

function time(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const open = () => createWorkspace({ rules, topics, today: () => '2026-09-01', locale: 'en', version: '0.0.0' });

/** One keystroke: a digit is changed somewhere in the text, then the file is opened and checked anew. */
function keystrokes(path, text, parse) {
  const workspace = open();
  workspace.open(path, text);
  workspace.check(path);
  const at = text.indexOf('\n', Math.floor(text.length / 2));
  const edited = (round) => `${text.slice(0, at)} # ${round}${text.slice(at)}`;
  const times = [];
  const parsing = [];
  for (let round = 0; round < rounds + 10; round++) {
    const next = edited(round);
    const spent = time(() => {
      workspace.open(path, next);
      workspace.check(path);
    });
    const alone = time(() => parse(next));
    if (round < 10) continue;
    times.push(spent);
    parsing.push(alone);
  }
  return { times, parsing };
}

const streamDocument = (text) => parseDocument(text.split(/^---$/m).sort((a, b) => b.length - a.length)[0]);
const cases = [
  ['Dockerfile, 60 lines', '/p/Dockerfile', dockerfile(60), (text) => DockerfileParser.parse(text)],
  ['Dockerfile, 600 lines', '/p/Dockerfile', dockerfile(600), (text) => DockerfileParser.parse(text)],
  ['Compose, 200 lines', '/p/compose.yaml', compose(200), parseDocument],
  ['Compose, 2,000 lines', '/p/compose.yaml', compose(2000), parseDocument],
  ['manifest, one document of 300 lines', '/p/app.yaml', manifestDocument(300), parseDocument],
  ['manifest, one document of 2,000 lines', '/p/app.yaml', manifestDocument(2000), parseDocument],
  ['stream of 3,000 lines, one document changed', '/p/app.yaml', manifestStream(3000), streamDocument],
  ['rule file, 1,800 lines', '/p/rules.yaml', ruleFile(1800), parseDocument],
];

console.log(`Node ${process.version}, ${rules.length} rules, ${rounds} edits each; times in milliseconds\n`);
console.log('| change in | median | p95 | parsing alone | ratio |\n| --- | ---: | ---: | ---: | ---: |');
for (const [name, path, text, parse] of cases) {
  const { times, parsing } = keystrokes(path, text, parse);
  const ratio = median(times) / median(parsing);
  console.log(
    `| ${name} | ${median(times).toFixed(2)} | ${p95(times).toFixed(2)} | ${median(parsing).toFixed(2)} | ${ratio.toFixed(2)} |`,
  );
}

const files = [];
for (let i = 0; i < 125; i++) {
  files.push([`/p/${i}/Dockerfile`, dockerfile(40, i)], [`/p/${i}/compose.yaml`, compose(120, i)]);
  files.push([`/p/${i}/app.yaml`, manifestStream(150, i)], [`/p/${i}/rules.yaml`, ruleFile(120, i)]);
}
/** What an editor asks for when a change has settled: a key is begun in the middle of the file, then each is timed. */
function assistance(path, text, neighbour) {
  const workspace = open();
  for (const [other, its] of files) workspace.open(other, its);
  workspace.checkAll();
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

console.log(
  '\n| asked in, among 500 files | completion p95 | links p95 | definition p95 |\n| --- | ---: | ---: | ---: |',
);
for (const [name, path, text, neighbour] of [
  ['Dockerfile, 60 lines', '/q/Dockerfile', dockerfile(60), /^[A-Z]/m],
  ['Compose, 200 lines', '/q/compose.yaml', compose(200), /^ {4}image:/m],
  ['Compose, 2,000 lines', '/q/compose.yaml', compose(2000), /^ {4}image:/m],
  ['manifest, one document of 300 lines', '/q/app.yaml', manifestDocument(300), /^ {10}image:/m],
  ['stream of 3,000 lines', '/q/app.yaml', manifestStream(3000), /^ {10}image:/m],
]) {
  const { completion, links, definition } = assistance(path, text, neighbour);
  console.log(`| ${name} | ${p95(completion).toFixed(2)} | ${p95(links).toFixed(2)} | ${p95(definition).toFixed(2)} |`);
}

const cold = [];
const parsed = [];
for (let round = 0; round < 5; round++) {
  cold.push(
    time(() => {
      const workspace = open();
      for (const [path, text] of files) workspace.open(path, text);
      workspace.checkAll();
    }),
  );
  parsed.push(
    time(() => {
      for (const [path, text] of files) {
        if (path.endsWith('Dockerfile')) DockerfileParser.parse(text);
        else parseAllDocuments(text);
      }
    }),
  );
}
console.log(
  `\ncold workspace of ${files.length} files: median ${median(cold).toFixed(0)} ms, parsing alone ${median(parsed).toFixed(0)} ms, ratio ${(median(cold) / median(parsed)).toFixed(2)}`,
);
