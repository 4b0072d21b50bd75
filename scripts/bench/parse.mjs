// Reads the files below a folder and hands them to the parsers that the product uses, as they are installed, and does
// nothing else: what no linter that takes them as they are can be faster than. `node scripts/bench/parse.mjs <folder>`
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { DockerfileParser } from 'dockerfile-ast';
import { parse as shell } from 'unbash';
import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';

export function parseDockerfile(text) {
  const file = DockerfileParser.parse(text);
  for (const instruction of file.getInstructions()) {
    if (instruction.getKeyword() === 'RUN') shell(instruction.getArgumentsContent() ?? '');
  }
}

export function parseYaml(text) {
  for (const document of parseAllDocuments(text, { keepSourceTokens: true })) queries(document.contents);
}

function queries(node) {
  if (isSeq(node)) for (const item of node.items) queries(item);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (isScalar(key) && key.value === 'expr' && isScalar(value)) promql.parse(String(value.value));
    else queries(value);
  }
}

export const parseText = (path, text) => (/Dockerfile$/.test(path) ? parseDockerfile(text) : parseYaml(text));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    parseText(path, readFileSync(path, 'utf8'));
  }
}
