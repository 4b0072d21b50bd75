import { applyFixes } from '../../core/engine/apply.js';
import type { Finding } from '../../core/report/report.js';
import { createWorkspace, type Workspace } from '../../core/workspace.js';

import { checklist, rules, topics } from '../../rules/index.js';
import { isIgnored, parseIgnoreFile } from '../../server/host/gitignore.js';

import type { Case, CaseFile } from './pages.js';

/** The day on which all examples are judged. */
export const today = '2026-09-01';

const folder = '/project';

/** A workspace with some files and, when given, a configuration. */
export function openFiles(files: readonly CaseFile[], config?: string): Workspace {
  const workspace = createWorkspace({ rules, checklist, topics, today: () => today, locale: 'en', version: '0.0.0' });
  if (config !== undefined) workspace.open(`${folder}/.seaworthy.yaml`, config);
  const siblings = new Set(files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  for (const { path, text } of files) workspace.open(`${folder}/${path}`, text, { surroundings: { siblings } });
  const ignores = files
    .filter(({ path }) => /(?:^|\/)\.gitignore$/.test(path))
    .map(({ path, text }) => parseIgnoreFile(`${folder}/${path.slice(0, -'.gitignore'.length)}`, text));
  for (const path of workspace.referred()) {
    const text = files.find((file) => `${folder}/${file.path}` === path)?.text;
    workspace.describe(path, text, { ignored: isIgnored(path, ignores) });
  }
  return workspace;
}

/** A configuration under which only one rule is on, at its own level. */
const only = (id: string): string => `extends: none\nrules:\n  ${id}: on\n`;

/** What is configured for a case; an example of a configuration file is its own. */
function configOf({ rule, config, files }: Case): string | undefined {
  return files.some(({ path }) => path === '.seaworthy.yaml') ? undefined : (config ?? only(rule));
}

/** What a rule says about the files of a case: one line a finding. */
export function findingsOf(example: Case): readonly string[] {
  const workspace = openFiles(example.files, configOf(example));
  const several = example.files.length > 1;
  return example.files.flatMap(({ path }) =>
    (workspace.check(`${folder}/${path}`)?.findings ?? [])
      .filter((finding) => finding.rule === example.rule)
      .map((finding) => `${several ? `${path}:` : ''}${line(finding)}`),
  );
}

function line({ range, severity, message }: Finding): string {
  return `${range.start.line + 1}:${range.start.character + 1} ${severity}: ${message}`;
}

/** The files after every fix of the rule was applied, repeated until nothing changes. */
export function fixedFiles(example: Case): readonly CaseFile[] {
  let files = example.files;
  for (let pass = 0; pass < 10; pass++) {
    const workspace = openFiles(files, configOf(example));
    const next = files.map(({ path, text }) => {
      const fixes = workspace.fixes(`${folder}/${path}`).filter((fix) => fix.rule === example.rule);
      return { path, text: applyFixes(text, fixes).text };
    });
    if (next.every((file, index) => file.text === files[index]?.text)) return files;
    files = next;
  }
  throw new Error(`${example.name}: fixes do not come to an end`);
}

/** Ids of all recommended findings, to see that a fix brings no new one. */
export function allFindings(files: readonly CaseFile[]): readonly string[] {
  const workspace = openFiles(files);
  return files.flatMap(({ path }) =>
    (workspace.check(`${folder}/${path}`)?.findings ?? []).map((finding) => `${path} ${finding.rule}`),
  );
}
