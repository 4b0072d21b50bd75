import {
  type CodeAction,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Hover,
  MarkupKind,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { PlaceSymbol } from '../core/assist/symbols.js';
import type { Edit } from '../core/edit.js';
import type { Level } from '../core/model/format.js';
import type { Finding, RelatedPlace } from '../core/report/report.js';
import type { LineIndex } from '../core/span.js';
import type { HoverText } from '../core/workspace.js';

/** The name our findings bear in the editor. */
const source = 'seaworthy';

const severities: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What the conversion must know of the world. */
export interface Links {
  uriOf(path: string): string;
  /** Where a rule or topic is explained, by its id; undefined when nowhere. */
  ruleUri(id: string): string | undefined;
  /** The same for links in hovers. */
  hoverRuleUri(id: string): string | undefined;
}

export function toDiagnostic(finding: Finding, links: Links): Diagnostic {
  const href = links.ruleUri(finding.rule);
  return {
    source,
    code: finding.rule,
    severity: severities[finding.severity],
    message: finding.message,
    range: finding.range,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(finding.related.length === 0
      ? {}
      : { relatedInformation: finding.related.map((place) => toRelated(place, links)) }),
  };
}

function toRelated({ path, range, note }: RelatedPlace, links: Links) {
  const top = { line: 0, character: 0 };
  return { message: note, location: { uri: links.uriOf(path), range: range ?? { start: top, end: top } } };
}

/** True when the diagnostic, as a client sends it back, is that of the finding. */
export function isDiagnosticOf(diagnostic: Diagnostic, finding: Finding): boolean {
  const { start, end } = diagnostic.range;
  const own = finding.range;
  return (
    diagnostic.source === source &&
    diagnostic.code === finding.rule &&
    start.line === own.start.line &&
    start.character === own.start.character &&
    end.line === own.end.line &&
    end.character === own.end.character
  );
}

/** The text that an edit is about: one version of one file. */
export interface Target {
  readonly uri: string;
  /** Undefined for clients that know no versioned edits; null for a file that is not open. */
  readonly version: number | null | undefined;
  readonly lines: LineIndex;
}

export function toWorkspaceEdit(edits: readonly Edit[], { uri, version, lines }: Target): WorkspaceEdit {
  const converted: TextEdit[] = edits.map(({ span, text }) => ({ range: lines.range(span), newText: text }));
  return version === undefined
    ? { changes: { [uri]: converted } }
    : { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

/** An edit that begins a file. */
export function toCreatingEdit(edits: readonly Edit[], uri: string, lines: LineIndex): WorkspaceEdit {
  const { documentChanges = [] } = toWorkspaceEdit(edits, { uri, version: null, lines });
  return { documentChanges: [{ kind: 'create', uri, options: { ignoreIfExists: true } }, ...documentChanges] };
}

/** An action that is nothing but an edit. */
export function toCodeAction(
  title: string,
  kind: string,
  edits: readonly Edit[],
  target: Target,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  return {
    title,
    kind,
    edit: toWorkspaceEdit(edits, target),
    ...(diagnostics.length === 0 ? {} : { diagnostics: [...diagnostics] }),
  };
}

export function toHover({ markdown, span }: HoverText, lines: LineIndex): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range: lines.range(span) };
}

/** The nearest of the kinds that editors have icons for. */
const symbolKinds: Readonly<Record<PlaceSymbol['kind'], SymbolKind>> = {
  stage: SymbolKind.Module,
  instruction: SymbolKind.Function,
  section: SymbolKind.Namespace,
  service: SymbolKind.Class,
  resource: SymbolKind.Field,
  object: SymbolKind.Class,
  container: SymbolKind.Object,
  group: SymbolKind.Namespace,
  alert: SymbolKind.Event,
  recording: SymbolKind.Variable,
  job: SymbolKind.Interface,
};

export function toSymbol(
  { kind, name, detail, span, nameSpan, children }: PlaceSymbol,
  lines: LineIndex,
): DocumentSymbol {
  return {
    name,
    ...(detail === undefined ? {} : { detail }),
    kind: symbolKinds[kind],
    range: lines.range(span),
    selectionRange: lines.range(nameSpan),
    children: children.map((child) => toSymbol(child, lines)),
  };
}
