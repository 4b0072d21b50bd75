import type { Edit } from '../../../core/edit.js';
import { ignoreFileEdit, ignoreHereEdit, ignoreStageEdit } from '../../../core/engine/ignore-edit.js';
import { createPeers } from '../../../core/engine/peers.js';
import type { Document } from '../../../core/model/document.js';
import type { Format } from '../../../core/model/format.js';
import type { Finding } from '../../../core/report/report.js';
import { contains, indexLines, type Span } from '../../../core/span.js';
import type { Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';

/** A finding, and the file and the document it is in. */
export interface Found {
  readonly workspace: Workspace;
  readonly path: string;
  readonly text: string;
  readonly document: Document;
  readonly finding: Finding;
}

/** What suppresses some rules at a finding. */
export interface Written {
  readonly edits: readonly Edit[] | undefined;
  /** Which findings of those rules in the same file are covered; undefined: that one, and nobody knows what else. */
  readonly covers: ((other: Finding) => boolean) | undefined;
  /** Those that it is about. */
  readonly rules: ReadonlySet<string>;
  /** False for an annotation. */
  readonly isComment?: false;
}

/** A form of suppression. Undefined where it cannot be written. */
export interface Way {
  readonly name: string;
  write(found: Found): Written | undefined;
}

type Scope = (found: Found, directive: string) => Omit<Written, 'rules'> | undefined;

/** `directive` is the whole comment without its sign, or undefined for one that has no words for the rule. */
function comment(name: string, scope: Scope, directive: (rule: string) => string, about = ownRule): Way {
  return {
    name,
    write(found) {
      const known = about(found.finding.rule);
      const written = known && scope(found, directive(known.id));
      return known && written && { ...written, rules: known.rules };
    },
  };
}

type About = (rule: string) => { readonly id: string; readonly rules: ReadonlySet<string> } | undefined;

const ownRule: About = (rule) => ({ id: rule, rules: new Set([rule]) });

const peers = createPeers(rules);

/** The id under which a tool knows a rule, and all rules that it stands for. */
const ofTool =
  (tool: string): About =>
  (rule) => {
    const same = rules.find(({ id }) => id === rule)?.same.find((each) => each.startsWith(`${tool}:`));
    const id = same?.slice(tool.length + 1).replace(/#.*$/, '');
    return id === undefined ? undefined : { id, rules: peers.rulesOf(tool, id) };
  };

const everything = (): boolean => true;

/** At the top, behind what has to stand first. */
const top: Scope = ({ text, document, workspace, path }, directive) => {
  const first = workspace.documents(path)[0] ?? document;
  const last = first.directives.at(-1);
  const at = last === undefined ? 0 : lineEnd(text, first.base + last.span.end);
  return { edits: [insert(at, `# ${directive}\n`)], covers: everything };
};

/** At the end of the line; where the line takes no comment, nothing. */
const line: Scope = ({ text, document, finding }, directive) => {
  if (document.format === 'dockerfile') return undefined;
  const row = finding.range.start.line;
  const at = indexLines(text).lineEnd(row);
  return { edits: [insert(at, ` # ${directive}`)], covers: ({ range }) => range.start.line === row };
};

/** Above the instruction. */
const instruction: Scope = ({ document, finding: { span } }, directive) => {
  const whole = document.instruction.find((one) => contains(one.span, span))?.span;
  if (whole === undefined) return undefined;
  return { edits: [insert(whole.start, `# ${directive}\n`)], covers: (other) => contains(whole, other.span) };
};

const stage: Scope = ({ document, finding: { span } }, directive) => {
  const own = document.stage.find((one) => contains(spanOfStage(document, one), span));
  if (own === undefined) return undefined;
  const whole = spanOfStage(document, own);
  return { edits: [insert(own.from.span.start, `# ${directive}\n`)], covers: (other) => contains(whole, other.span) };
};

function spanOfStage(document: Document, { from }: Document['stage'][number]): Span {
  const next = document.stage.find((other) => other.from.span.start > from.span.start);
  return { start: from.span.start, end: (next?.from.span.start ?? document.text.length + 1) - 1 };
}

/** From the line above to the line below, both of the instruction in a Dockerfile. */
const range: Scope = ({ text, document, finding }, directive) => {
  const lines = indexLines(text);
  const instruction = document.instruction.find((one) => contains(one.span, finding.span))?.span;
  const whole = instruction ?? finding.span;
  if (document.format === 'dockerfile' && instruction === undefined) return undefined;
  const start = lines.lineStart(lines.position(whole.start).line);
  const end = lineEnd(text, whole.end);
  return {
    edits: [insert(start, `# ${directive}\n`), insert(end, '# seaworthy-ignore-end\n')],
    covers: (other) => start <= other.span.start && other.span.start < end,
  };
};

/** As an annotation of the object, in one of its mappings. */
function annotation(name: string, where: string, key: (id: string) => string, value: string, about = ownRule): Way {
  return {
    name,
    write({ document, finding }) {
      const known = about(finding.rule);
      const objectOf = ({ span }: Finding) => {
        const at = { start: span.start - document.base, end: span.start - document.base };
        return document.object.find(({ cursor }) => contains(cursor.span, at));
      };
      const object = objectOf(finding);
      if (known === undefined || object === undefined || object.cursor.at(where).kind !== 'map') return undefined;
      const place = object.cursor.at(where).at('annotations', key(known.id)).text();
      const edits = place.hole.put(value === '' ? known.id : value)?.map(({ span, text }) => ({
        span: { start: span.start + document.base, end: span.end + document.base },
        text,
      }));
      return { edits, covers: (other) => objectOf(other) === object, rules: known.rules, isComment: false };
    },
  };
}

/** A form that only files of one format know. */
const only = (format: Format, { name, write }: Way): Way => ({
  name,
  write: (found) => (found.document.format === format ? write(found) : undefined),
});

const own = 'seaworthy.dev/ignore';
const pod = 'spec.template.metadata';

/** Every form there is. */
export const ways: readonly Way[] = [
  comment(
    'file',
    ({ text, workspace, path, finding: { rule } }) => {
      const edit = ignoreFileEdit(text, workspace.documents(path), rule);
      return { edits: edit && [edit], covers: everything };
    },
    String,
  ),
  comment(
    'here',
    ({ text, workspace, path, finding: { rule, span } }) => {
      const edit = ignoreHereEdit(text, workspace.documents(path), span, rule);
      return { edits: edit && [edit], covers: undefined };
    },
    String,
  ),
  comment('line', line, (id) => `seaworthy-ignore ${id} -- why`),
  comment('stage', stage, (id) => `seaworthy-ignore-stage ${id}`),
  comment(
    'stage, written by the editor',
    (found, directive) => {
      const { text, workspace, path, finding } = found;
      const edit = ignoreStageEdit(text, workspace.documents(path), finding.span, finding.rule);
      const written = stage(found, directive);
      return edit && written && { edits: [edit], covers: written.covers };
    },
    String,
  ),
  comment('range', range, (id) => `seaworthy-ignore-begin ${id}`),
  annotation('annotation of the object', 'metadata', () => own, ''),
  annotation('annotation of the pod template', pod, () => own, ''),
  comment('hadolint', instruction, (id) => `hadolint ignore=${id}`, ofTool('hadolint')),
  comment('hadolint stage', stage, (id) => `hadolint stage ignore=${id}`, ofTool('hadolint')),
  only(
    'dockerfile',
    comment('hadolint global', top, (id) => `hadolint global ignore=${id}`, ofTool('hadolint')),
  ),
  comment('trivy in a Dockerfile', instruction, (id) => `trivy:ignore:${id}`, ofTool('trivy')),
  comment('trivy in YAML', line, (id) => `trivy:ignore:${id}`, ofTool('trivy')),
  comment('checkov', top, (id) => `checkov:skip=${id}:why`, ofTool('checkov')),
  only(
    'compose',
    comment('dclint line', line, (id) => `dclint disable-line ${id}`, ofTool('dclint')),
  ),
  only(
    'compose',
    comment('dclint file', top, (id) => `dclint disable-file ${id}`, ofTool('dclint')),
  ),
  comment('pint', top, (id) => `pint file/disable ${id}`, ofTool('pint')),
  annotation('kube-linter', 'metadata', (id) => `ignore-check.kube-linter.io/${id}`, 'why', ofTool('kube-linter')),
  annotation('polaris', 'metadata', (id) => `polaris.fairwinds.com/${id}-exempt`, 'true', ofTool('polaris')),
  annotation('kube-score', 'metadata', () => 'kube-score/ignore', '', ofTool('kube-score')),
];

function insert(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text };
}

/** Where the line behind an offset begins. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}
