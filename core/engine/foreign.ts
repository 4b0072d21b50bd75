import { onceFor } from '../kept.js';
import type { AnnotationEntry, Comment, Document } from '../model/document.js';
import type { Span } from '../span.js';
import { lineOf } from './directives.js';

/** What a suppression written for another tool covers. */
export interface ForeignCover {
  /** As in `Rule.same`. */
  readonly tool: string;
  /** `*`: everything the tool checks. */
  readonly id: string;
  /** In the document's own offsets; `file`: every document of the file. */
  readonly covers: Span | 'file';
}

/**
 * Suppressions of other tools in a document. `today` (`YYYY-MM-DD`) decides about those that end on a day. Every check of a
 * file asks for those of all its documents, of which most are as they were.
 */
export const findForeign = onceFor((document: Document, today: string): readonly ForeignCover[] => {
  const comments = document.comments
    .filter(({ text }) => anyTool.test(text))
    .flatMap((comment) => syntaxes.flatMap((syntax) => readComment(syntax, comment, document, today)));
  return [
    ...comments,
    ...pintRanges(document),
    ...checkDirective(document),
    ...document.annotations.flatMap(fromAnnotation),
  ];
});

type Scope = 'next' | 'line' | 'stage' | 'file' | 'rule';

/** One comment syntax. `pattern` is matched against the comment's text without `#`; its group `ids` lists the ids. */
interface Syntax {
  readonly tools: readonly string[];
  readonly pattern: RegExp;
  readonly scope: Scope;
  /** True when no id means all of them. */
  readonly bare?: true;
  /** Where it is read; unset: everywhere. */
  readonly only?: 'dockerfile';
}

/**
 * Sources: the hadolint readme ("Inline ignores"), Docker Docs "Checking your build configuration", the Checkov docs
 * "Suppressing and skipping policies", the Trivy docs "Filtering: by inline comments", the dclint readme "Disable rules
 * via comments", the pint docs "Ignoring", the Semgrep docs "Ignore findings via inline comments".
 * hadolint passes findings of ShellCheck on, under their own ids.
 */
const syntaxes: readonly Syntax[] = [
  {
    tools: ['hadolint', 'shellcheck'],
    pattern: /^hadolint\s+ignore\s*=(?<ids>[\w,\s]+)(?:#.*)?$/,
    scope: 'next',
    only: 'dockerfile',
  },
  {
    tools: ['hadolint', 'shellcheck'],
    pattern: /^hadolint\s+stage\s+ignore\s*=(?<ids>[\w,\s]+)(?:#.*)?$/,
    scope: 'stage',
    only: 'dockerfile',
  },
  {
    tools: ['hadolint', 'shellcheck'],
    pattern: /^hadolint\s+global\s+ignore\s*=(?<ids>[\w,\s]+)(?:#.*)?$/,
    scope: 'file',
    only: 'dockerfile',
  },
  { tools: ['buildkit'], pattern: /^check=skip=(?<ids>[\w,]+)/, scope: 'next', only: 'dockerfile' },
  { tools: ['dockerfile-utils'], pattern: /^dockerfile-utils: ignore$/, scope: 'next', bare: true },
  { tools: ['dclint'], pattern: /^dclint\s+disable-file\b(?<ids>.*)$/, scope: 'file', bare: true },
  { tools: ['dclint'], pattern: /^dclint\s+disable(?![\w-])(?<ids>.*)$/, scope: 'file', bare: true },
  { tools: ['dclint'], pattern: /^dclint\s+disable-line\b(?<ids>.*)$/, scope: 'line', bare: true },
  { tools: ['checkov'], pattern: /^(?:checkov|bridgecrew|cortex):skip=(?<ids>\w+)/, scope: 'file' },
  { tools: ['trivy'], pattern: /^(?:trivy|tfsec):ignore:(?<ids>[^\s:]+)/, scope: 'line' },
  {
    tools: ['semgrep'],
    pattern: /^nosem(?:grep)?(?::(?<ids>[^#]*))?$/,
    scope: 'line',
    bare: true,
  },
  { tools: ['pint'], pattern: /^pint\s+disable\s+(?<ids>[^\s(]+)/, scope: 'rule' },
  { tools: ['pint'], pattern: /^pint\s+file\/disable\s+(?<ids>[^\s(]+)/, scope: 'file' },
  { tools: ['pint'], pattern: /^pint\s+snooze\s+\S+\s+(?<ids>[^\s(]+)/, scope: 'rule' },
  { tools: ['pint'], pattern: /^pint\s+file\/snooze\s+\S+\s+(?<ids>[^\s(]+)/, scope: 'file' },
  { tools: ['pint'], pattern: /^pint\s+ignore\/file$/, scope: 'file', bare: true },
  { tools: ['pint'], pattern: /^pint\s+ignore\/(?:line|next-line)$/, scope: 'line', bare: true },
];

/** Most comments are for people: what begins with none of these is none of the above. */
const anyTool = /^(?:hadolint|check|dockerfile-utils|dclint|checkov|bridgecrew|cortex|trivy|tfsec|nosem|pint)/;

function readComment(syntax: Syntax, comment: Comment, document: Document, today: string): readonly ForeignCover[] {
  if (syntax.only !== undefined && syntax.only !== document.format) return [];
  const match = syntax.pattern.exec(comment.text);
  if (match === null || isOver(comment.text, today)) return [];
  const ids = (match.groups?.['ids'] ?? '').split(/[\s,]+/).filter((id) => id !== '');
  const wanted = ids.length === 0 && syntax.bare === true ? ['*'] : ids.map((id) => (id === 'all' ? '*' : id));
  const spans = coverOf(syntax.scope, comment, document);
  return spans.flatMap((covers) =>
    wanted.flatMap((id) => syntax.tools.map((tool) => ({ tool, id: tool === 'semgrep' ? lastPart(id) : id, covers }))),
  );
}

/** `:exp:2026-12-31` of Trivy and `snooze 2026-12-31` of pint hold up to that day. */
function isOver(text: string, today: string): boolean {
  const until = /(?::exp:|snooze\s+)(\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
  return until !== undefined && until < today;
}

/** Semgrep names a rule by its whole path, `same` by its last part. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

function coverOf(scope: Scope, comment: Comment, document: Document): readonly (Span | 'file')[] {
  switch (scope) {
    case 'file':
      return ['file'];
    case 'stage':
      return comment.nextStage === undefined ? [] : [comment.nextStage];
    case 'line':
      if (!comment.ownLine) return [lineOf(document.text, comment.span.start)];
      return comment.next === undefined ? [] : [comment.next];
    case 'next':
      return comment.next === undefined ? [] : [comment.next];
    case 'rule': {
      // The comment may stand above the rule or anywhere in it.
      const around = [...document.alert, ...document.recording]
        .map(({ cursor }) => cursor.span)
        .filter(({ start, end }) => start <= comment.span.start && comment.span.start <= end);
      return comment.next === undefined ? around : [...around, comment.next];
    }
  }
}

/** `# pint ignore/begin` to `# pint ignore/end`, else to the end of the document. */
function pintRanges(document: Document): readonly ForeignCover[] {
  const covers: ForeignCover[] = [];
  let begin: number | undefined;
  const close = (end: number): void => {
    if (begin !== undefined) covers.push({ tool: 'pint', id: '*', covers: { start: begin, end } });
    begin = undefined;
  };
  for (const { text, span } of document.comments) {
    if (text === 'pint ignore/begin') begin ??= span.start;
    else if (text === 'pint ignore/end') close(span.end);
  }
  close(document.text.length);
  return covers;
}

/** `# check=skip=A,B;error=true` at the top of a Dockerfile. */
function checkDirective(document: Document): readonly ForeignCover[] {
  return document.directives
    .filter(({ name }) => name.toLowerCase() === 'check')
    .flatMap(({ value }) => value.split(';'))
    .map((part) => part.trim())
    .filter((part) => part.startsWith('skip='))
    .flatMap((part) => part.slice('skip='.length).split(','))
    .map((id) => ({ tool: 'buildkit', id: id.trim() === 'all' ? '*' : id.trim(), covers: 'file' as const }));
}

/**
 * Sources: the KubeLinter docs "Ignoring violations for specific cases", the kube-score readme "Ignoring a test", the
 * Polaris docs "Exemptions", the Checkov docs "Suppressing and skipping policies".
 */
function fromAnnotation({ name, value, owner }: AnnotationEntry): readonly ForeignCover[] {
  const cover = (tool: string, id: string): ForeignCover => ({ tool, id, covers: owner });
  const prefix = (text: string): string | undefined => (name.startsWith(text) ? name.slice(text.length) : undefined);

  if (name === 'kube-linter.io/ignore-all') return [cover('kube-linter', '*')];
  const kubeLinter = prefix('ignore-check.kube-linter.io/');
  if (kubeLinter !== undefined) return [cover('kube-linter', kubeLinter)];
  if (name === 'kube-score/ignore') return value.split(',').map((id) => cover('kube-score', id.trim()));
  const polaris = prefix('polaris.fairwinds.com/');
  if (polaris !== undefined && value.trim().toLowerCase() === 'true') {
    if (polaris === 'exempt') return [cover('polaris', '*')];
    return polaris.endsWith('-exempt') ? [cover('polaris', polaris.slice(0, -'-exempt'.length))] : [];
  }
  if (/(?:checkov|bridgecrew|cortex)\.io\/skip/.test(name)) {
    return [cover('checkov', (value.split('=')[0] ?? '').trim())];
  }
  return [];
}
