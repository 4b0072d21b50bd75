import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace } from '../../core/workspace.js';
import { rules } from '../../rules/index.js';
import { project, run } from './harness.js';

interface Written {
  readonly text: string;
  readonly err: readonly string[];
}

/** What `init` makes of the files of a tool. It has to be a configuration without faults. */
export async function take(tool: string, files: Readonly<Record<string, string>>): Promise<Written> {
  const folder = project(files);
  const { code, out, err } = await run(folder, ['init', '--from', tool], {}, rules);
  deepEqual([code, out], [0, ''], err);
  const text = readFileSync(join(folder, '.seaworthy.yaml'), 'utf8');
  const workspace = createWorkspace({ rules, topics: [], today: () => '2026-09-01', locale: 'en', version: '0.0.0' });
  workspace.open('/app/.seaworthy.yaml', text);
  deepEqual(
    workspace.check('/app/.seaworthy.yaml')?.findings.map(({ message }) => message),
    [],
  );
  return { text: text.split('\n').slice(4).join('\n'), err: err.trimEnd().split('\n') };
}

export const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;
