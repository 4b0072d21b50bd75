import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OfferedFix } from '../../core/checker.js';
import type { Edit } from '../../core/edit.js';
import { applyFixes } from '../../core/engine/apply.js';
import type { Finding } from '../../core/report/report.js';
import { indexLines, type Span, touches } from '../../core/span.js';
import { say } from '../../core/text.js';
import type { Workspace } from '../../core/workspace.js';
import { isDiagnosticOf, type Target, toCodeAction } from '../convert.js';
import { openInProject, type Project } from '../project.js';
import { documentAt, localeFor, type Session, sync } from '../session.js';
import { texts } from '../texts.js';
import { pathOfUri } from '../uri.js';
import { ignores } from './ignore-action.js';

/** Asked for by name, or by "fix all on save". Only safe fixes: nobody looks at each of them. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.seaworthy`;

/** What the actions of one request have in common. */
export interface Request {
  readonly session: Session;
  readonly project: Project;
  readonly workspace: Workspace;
  readonly path: string;
  readonly text: string;
  readonly target: Target;
  /** Those the client sent along. */
  readonly diagnostics: readonly Diagnostic[];
}

export function codeActions(session: Session, params: CodeActionParams): CodeAction[] {
  const document = documentAt(session, pathOfUri(params.textDocument.uri));
  if (!document || !session.settings.enable) return [];
  const request = requestOn(session, document, params.context.diagnostics);
  const { only } = params.context;
  const { lines } = request.target;
  const span = { start: lines.offset(params.range.start), end: lines.offset(params.range.end) };
  return [
    ...(isWanted(CodeActionKind.QuickFix, only) ? quickFixes(request, span) : []),
    // Never unasked: it would stand among the fixes of whatever is under the cursor.
    ...(only !== undefined && isWanted(fixAllKind, only) ? fixAll(request) : []),
  ];
}

/** Kinds are a hierarchy: who wants `source` takes `source.fixAll.seaworthy` too. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function requestOn(session: Session, document: TextDocument, diagnostics: readonly Diagnostic[]): Request {
  const { path, project } = sync(session, document);
  const text = document.getText();
  const version = session.client.hasVersionedEdits ? document.version : undefined;
  const target = { uri: document.uri, version, lines: indexLines(text) };
  return { session, project, workspace: project.workspace, path, text, target, diagnostics };
}

function quickFixes(request: Request, span: Span): CodeAction[] {
  const { workspace, path, diagnostics } = request;
  const findings = workspace.check(path)?.findings ?? [];
  const here = findings.filter((finding) => touches(finding.span, span));
  if (here.length === 0) return [];
  const sent = (finding: Finding): readonly Diagnostic[] =>
    diagnostics.filter((diagnostic) => isDiagnosticOf(diagnostic, finding));
  const fixes = workspace.fixes(path, span);
  return [
    ...fixes.map((fix) => ({
      ...toCodeAction(fix.title, CodeActionKind.QuickFix, fix.edits, request.target, sent(fix.finding)),
      isPreferred: fix.safety === 'safe' && fixes.filter(({ rule }) => rule === fix.rule).length === 1,
    })),
    ...rulesOf(fixes.map(({ finding }) => finding)).flatMap((rule) => fixRule(request, rule, findings)),
    ...rulesOf(here).flatMap((rule) => ignores(request, rule, here, sent)),
  ];
}

function rulesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

/** One action for all findings of a rule, where there are several that can be fixed. */
function fixRule(request: Request, rule: string, findings: readonly Finding[]): CodeAction[] {
  if (findings.filter((finding) => finding.rule === rule).length < 2) return [];
  const offered = () => request.workspace.fixes(request.path, undefined, rule);
  if (offered().length < 2) return [];
  const title = say(texts.fixRule, localeFor(request.session), { rule });
  const edits = applyAll(request, offered);
  return [toCodeAction(title, CodeActionKind.QuickFix, edits, request.target, [])];
}

function fixAll(request: Request): CodeAction[] {
  const edits = applyAll(request, () =>
    request.workspace.fixes(request.path).filter(({ safety }) => safety === 'safe'),
  );
  if (edits.length === 0) return [];
  const title = say(texts.fixAll, localeFor(request.session));
  return [toCodeAction(title, fixAllKind, edits, request.target, [])];
}

/** Fixes that touch wait for the next pass; this many passes are made, as on the command line. */
const passes = 10;

/**
 * Edits for all fixes of a file that are offered. Where they touch, the engine is shown the text in between, and what comes out
 * in the end is one edit over everything that changed.
 */
function applyAll({ project, path, text }: Request, offered: () => readonly OfferedFix[]): readonly Edit[] {
  const wanted = offered();
  const first = applyFixes(text, wanted);
  if (first.left.length === 0) return wanted.flatMap(({ edits }) => edits);
  let current = first.text;
  try {
    for (let pass = 1; pass < passes; pass++) {
      openInProject(project, path, current);
      const next = applyFixes(current, offered());
      if (next.applied.length === 0) break;
      current = next.text;
    }
  } finally {
    openInProject(project, path, text);
  }
  return [difference(text, current)];
}

/** The smallest single edit between two texts. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}
