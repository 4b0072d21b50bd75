// Writes the `findings` and `fixed` blocks of rule pages, and the findings of the projects in test/corpus, from what the
// engine says. The change is to be read as text: an expectation that nobody read is worth nothing. Arguments: parts of page
// names; `corpus` or `corpus/<project>` for projects; none means all.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { load, root } from './load.mjs';

const { cutPage, readCases, findingsOf, fixedFiles, corpusProjects, expectedFindings, expectedPath, projectFindings } =
  await load('test/harness/accept.ts');
const wanted = process.argv.slice(2);
const isCorpus = (argument) => /^corpus(?:\/|$)/.test(argument);
const wantedPages = wanted.filter((argument) => !isCorpus(argument));
const wantedProjects = wanted.filter(isCorpus).map((argument) => argument.slice('corpus/'.length));
const pages = globSync(
  ['rules/{workload,dockerfile,compose,kubernetes,prometheus,seaworthy}/*.md', 'test/rules/**/*.md'],
  {
    cwd: root,
  },
).sort();

const fence = (info, text) => `\`\`\`${info}\n${text.replace(/\n$/, '')}\n\`\`\`\n\n`;

for (const page of pages.filter((path) => wanted.length === 0 || wantedPages.some((part) => path.includes(part)))) {
  const file = join(root, page);
  const markdown = readFileSync(file, 'utf8');
  const cases = readCases(page, markdown);
  const pieces = cutPage(markdown);
  const written = [];
  let index = -1;
  const close = () => {
    const example = cases[index];
    if (example === undefined || example.expect !== 'bad') return;
    written.push(fence('text findings', findingsOf(example).join('\n')));
    const after = fixedFiles(example);
    for (const [place, { path, text }] of after.entries()) {
      if (text === example.files[place].text) continue;
      const language = /Dockerfile|Containerfile/.test(path) ? 'dockerfile' : 'yaml';
      const name = example.files.length > 1 ? ` file=${path}` : '';
      written.push(fence(`${language} fixed${name}`, text));
    }
  };
  let open = false;
  for (const { raw, block } of pieces) {
    if (block !== undefined && (block.role === 'findings' || block.role === 'fixed')) continue;
    const belongs = block !== undefined && (block.role === 'and' || block.role === 'config');
    if (open && !belongs && raw.trim() !== '') {
      close();
      open = false;
    }
    if (block !== undefined && (block.role === 'bad' || block.role === 'good')) {
      index++;
      open = true;
    }
    written.push(block === undefined ? raw : `${raw.trimEnd()}\n\n`);
  }
  if (open) close();
  const text = `${written
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
  if (text !== markdown) {
    writeFileSync(file, text);
    console.log(page);
  }
}

for (const project of corpusProjects()) {
  if (wanted.length > 0 && !wantedProjects.some((part) => project.includes(part))) continue;
  const text = await projectFindings(project);
  if (text === expectedFindings(project)) continue;
  writeFileSync(join(root, expectedPath(project)), text);
  console.log(expectedPath(project));
}
