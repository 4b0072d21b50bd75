import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type { Io } from '../../cli/io.js';
import { main } from '../../cli/program.js';
import type { Report } from '../../core/report/report.js';
import type { Rule } from '../../core/rule.js';
import { samples } from '../core/engine/samples.js';

const root = mkdtempSync(join(tmpdir(), 'seaworthy-cli-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** A folder with files, a repository of its own. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'p-'));
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function run(
  cwd: string,
  argv: readonly string[],
  rest: Partial<Io> & { readonly input?: string } = {},
  rules: readonly Rule[] = samples,
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    cwd,
    env: {},
    stdin: async () => Buffer.from(rest.input ?? ''),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    isTerminal: false,
    today: '2026-09-01',
    startServer: async () => {},
    ...rest,
  };
  const code = await main(argv, io, async () => ({ version: '0.1.0', rules, topics: async () => topics }));
  return { code, out: out.join(''), err: err.join('') };
}

const both = (text: string) => ({ en: text, ru: text });
const topics = [{ id: 'image-tags', title: both('Image tags'), short: both('Short.'), full: both('Full.'), near: [] }];

export const unpinned = 'services:\n  web:\n    image: nginx\n';
export const leaking = 'services:\n  web:\n    image: nginx:1\n    environment:\n      DB_PASSWORD: hunter2\n';

export async function json(cwd: string, argv: readonly string[] = []): Promise<Run & { readonly report: Report }> {
  const ran = await run(cwd, ['check', '--format', 'json', ...argv]);
  return { ...ran, report: JSON.parse(ran.out) };
}

export const named = ({ files }: Report): readonly string[] =>
  files.flatMap(({ path, findings }) => findings.map(({ rule }) => `${path} ${rule}`));
