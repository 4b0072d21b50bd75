import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckReport } from '../../cli/api.js';
import { product } from '../../cli/product.js';
import { main } from '../../cli/program.js';
import { today } from './case.js';
import { root } from './root.js';

/** Folder with one folder a project, and beside each of them what is said about it. */
export const corpus = 'test/corpus';

/** Names of the projects, in order. */
export function corpusProjects(): readonly string[] {
  return readdirSync(join(root, corpus), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Path of the file that holds what is expected for a project, from the root. */
export const expectedPath = (project: string): string => `${corpus}/${project}.findings.txt`;

/** What is expected for a project; empty when nobody wrote it yet. */
export function expectedFindings(project: string): string {
  try {
    return readFileSync(join(root, expectedPath(project)), 'utf8');
  } catch {
    return '';
  }
}

/**
 * What the command line says about a project at default levels: a line for each finding, so that a change of the rules is
 * a change of few lines, then the report as a person sees it.
 */
export async function projectFindings(project: string): Promise<string> {
  const cwd = join(root, corpus, project);
  const text = await run(cwd, ['check']);
  const json = await run(cwd, ['check', '--format', 'json']);
  const { files }: CheckReport = JSON.parse(json.out);
  const lines = files.flatMap(({ path, findings }) =>
    findings.map(({ rule, severity, range, fix }) => {
      const place = `${path}:${range.start.line + 1}:${range.start.character + 1}`;
      return `${severity.padEnd(7)} ${rule} ${place}${fix === undefined ? '' : ` (fix: ${fix})`}`;
    }),
  );
  return [...lines, ...(lines.length > 0 ? [''] : []), `${text.out.trimEnd()}\n${text.err}`].join('\n');
}

async function run(cwd: string, argv: readonly string[]): Promise<{ readonly out: string; readonly err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    cwd,
    env: {},
    stdin: async () => new Uint8Array(),
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    isTerminal: false,
    today,
    startServer: async () => {},
  };
  await main(argv, io, async () => product);
  return { out: out.join(''), err: err.join('') };
}
