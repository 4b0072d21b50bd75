import { basename } from 'node:path';
import { marked } from 'marked';

/** One file of a case. */
export interface CaseFile {
  readonly path: string;
  readonly text: string;
}

/** An example of a rule page: files, and what the rule must say about them. */
export interface Case {
  readonly rule: string;
  readonly name: string;
  readonly expect: 'bad' | 'good';
  readonly files: readonly CaseFile[];
  /** Text of `.seaworthy.yaml`; undefined: only the rule of the page is on. */
  readonly config: string | undefined;
  /** Lines of the `findings` block. */
  readonly findings: readonly string[] | undefined;
  /** Files after the fixes of the rule; those not named stay as they are. */
  readonly fixed: readonly CaseFile[] | undefined;
}

/** A piece of a page: prose, or a fenced block with its role. */
export interface Piece {
  readonly raw: string;
  readonly block:
    | { readonly language: string; readonly role: string; readonly path: string; readonly text: string }
    | undefined;
}

const roles = new Set(['bad', 'good', 'and', 'config', 'findings', 'fixed']);

const defaultNames: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  compose: 'compose.yaml',
  kubernetes: 'app.yaml',
  prometheus: 'rules.yaml',
  seaworthy: '.seaworthy.yaml',
};

/** Cuts a page into prose and blocks. The heading above a block says the format, and so the default file name. */
export function cutPage(markdown: string): readonly Piece[] {
  let section = '';
  let last = '';
  return marked.lexer(markdown).map((token): Piece => {
    if (token.type === 'heading' && token.depth === 2) section = String(token.text).toLowerCase().split(/\W/)[0] ?? '';
    if (token.type !== 'code') return { raw: token.raw, block: undefined };
    const words = String(token.lang ?? '').split(/\s+/);
    const role = words.find((word) => roles.has(word));
    if (role === undefined) return { raw: token.raw, block: undefined };
    const language = words[0] ?? '';
    const named = words.find((word) => word.startsWith('file='))?.slice('file='.length);
    const usual = language === 'dockerfile' ? 'Dockerfile' : (defaultNames[section] ?? 'compose.yaml');
    const path = named ?? (role === 'fixed' ? last : usual);
    if (role === 'bad' || role === 'good') last = path;
    return { raw: token.raw, block: { language, role, path, text: `${token.text}\n` } };
  });
}

/** The cases of a page. A case begins at each `bad` or `good` block and owns the blocks up to the next. */
export function readCases(file: string, markdown: string): readonly Case[] {
  const rule = basename(file, '.md');
  const cases: { -readonly [K in keyof Case]: Case[K] }[] = [];
  for (const { block } of cutPage(markdown)) {
    if (block === undefined) continue;
    const current = cases.at(-1);
    if (block.role === 'bad' || block.role === 'good') {
      const name = `${file} #${cases.length + 1}`;
      cases.push({
        rule,
        name,
        expect: block.role,
        files: [fileOf(block)],
        config: undefined,
        findings: undefined,
        fixed: undefined,
      });
    } else if (current === undefined) throw new Error(`${file}: a "${block.role}" block before any example`);
    else if (block.role === 'and') {
      if (current.files.some(({ path }) => path === block.path)) {
        throw new Error(`${current.name}: two files of the name ${block.path}`);
      }
      current.files = [...current.files, fileOf(block)];
    } else if (block.role === 'config') current.config = block.text;
    else if (block.role === 'findings') current.findings = block.text.trimEnd().split('\n');
    else current.fixed = [...(current.fixed ?? []), fileOf(block)];
  }
  return cases;
}

function fileOf({ path, text }: CaseFile): CaseFile {
  return { path, text };
}
