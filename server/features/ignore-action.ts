import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Edit } from '../../core/edit.js';
import { configIn, ignoreInConfigEdit } from '../../core/engine/ignore-config.js';
import { ignoreFileEdit, ignoreHereEdit, ignoreStageEdit } from '../../core/engine/ignore-edit.js';
import { nameOf } from '../../core/model/path.js';
import type { Finding } from '../../core/report/report.js';
import { indexLines } from '../../core/span.js';
import { say } from '../../core/text.js';
import { toCodeAction, toCreatingEdit } from '../convert.js';
import { documentAt, linksOf, localeFor } from '../session.js';
import { texts } from '../texts.js';
import type { Request } from './code-action.js';

/** Actions that take a rule's finding away: by a comment here, for the stage, for the file; by the configuration. */
export function ignores(
  request: Request,
  rule: string,
  here: readonly Finding[],
  sent: (finding: Finding) => readonly Diagnostic[],
): CodeAction[] {
  const { session, workspace, path, text, target } = request;
  const finding = here.find((one) => one.rule === rule);
  // What the project has locked is not for one person to switch off.
  if (!finding || workspace.configOf(path).locked.has(rule)) return [];
  const locale = localeFor(session);
  const documents = workspace.documents(path);
  const action = (title: string, edit: Edit | undefined): CodeAction[] =>
    edit ? [toCodeAction(title, CodeActionKind.QuickFix, [edit], target, sent(finding))] : [];
  return [
    ...action(say(texts.ignoreHere, locale, { rule }), ignoreHereEdit(text, documents, finding.span, rule)),
    ...action(say(texts.ignoreInStage, locale, { rule }), ignoreStageEdit(text, documents, finding.span, rule)),
    ...action(say(texts.ignoreInFile, locale, { rule }), ignoreFileEdit(text, documents, rule)),
    ...ignoreInConfig(request, rule, sent(finding)),
  ];
}

/** Switches the rule off in the configuration that holds for the file, or in a new one at the root of its folder. */
function ignoreInConfig(
  { session, project, workspace, path }: Request,
  rule: string,
  sent: readonly Diagnostic[],
): CodeAction[] {
  const { client, engine } = session;
  const isThere = (other: string): boolean => workspace.textOf(other) !== undefined;
  const config =
    workspace.configOf(path).path ?? (project.root === undefined ? undefined : configIn(project.root, isThere));
  if (config === undefined || config === path) return [];
  const text = workspace.textOf(config);
  if (text === undefined && !client.createsFiles) return [];
  const found = ignoreInConfigEdit({ path: config, text }, path, rule, engine.rules);
  if (found === undefined) return [];
  const title = say(texts.ignoreInConfig, localeFor(session), { rule, file: nameOf(config) });
  const uri = linksOf(session).uriOf(config);
  const lines = indexLines(text ?? '');
  if (text === undefined) {
    const edit = toCreatingEdit(found.edits, uri, lines);
    return [{ title, kind: CodeActionKind.QuickFix, edit, ...(sent.length > 0 ? { diagnostics: [...sent] } : {}) }];
  }
  // A file that is not open has no version; the protocol says so with null.
  const version = client.hasVersionedEdits ? (documentAt(session, config)?.version ?? null) : undefined;
  return [toCodeAction(title, CodeActionKind.QuickFix, found.edits, { uri, version, lines }, sent)];
}
