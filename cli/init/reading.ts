import type { Peers } from '../../core/engine/peers.js';
import type { Format } from '../../core/model/format.js';
import type { Rule } from '../../core/rule.js';
import { type Taking, whys } from './taken.js';

/** A file of the other tool. */
export interface ToolFile {
  readonly name: string;
  readonly text: string;
}

export interface ReadingTool {
  readonly peers: Peers;
  readonly rules: readonly Rule[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A tool whose configuration can be taken over. */
export interface Tool {
  /** Names of its files in a folder: of each list the first that exists. */
  readonly files: readonly (readonly string[])[];
  /** Whether a file that serves many tools says something to this one. Unset: all do. */
  speaksOf?(file: ToolFile): boolean;
  read(file: ToolFile, taking: Taking, how: ReadingTool): void | Promise<void>;
}

/** Our rules for an id of the tool, and a word when there are none. */
export function rulesFor(tool: string, id: string, taking: Taking, { peers }: ReadingTool): readonly string[] {
  const rules = [...peers.rulesOf(tool, id)].sort();
  if (rules.length === 0) taking.left.push({ what: id, why: whys.noRule });
  return rules;
}

/** What an id of the tool is about. */
export function formatOf(tool: string, id: string): Format {
  if (tool === 'hadolint' || /^(?:CKV2?_DOCKER_|(?:AVD-)?DS)/i.test(id)) return 'dockerfile';
  return tool === 'dclint' ? 'compose' : tool === 'pint' ? 'prometheus' : 'kubernetes';
}

export function setLevel(tool: string, id: string, level: string, taking: Taking, how: ReadingTool): void {
  const format = formatOf(tool, id);
  for (const rule of rulesFor(tool, id, taking, how)) {
    taking.said.push({ rule, level, from: `${tool} ${id}`, formats: [format] });
  }
}

export function leave(taking: Taking, what: string, why: keyof typeof whys): void {
  taking.left.push({ what, why: whys[why] });
}

/** The path that a regular expression stands for, when it can match no other one. */
export function literalPath(expression: string): string | undefined {
  const literal = expression
    .replace(/^\^?\/?/, '')
    .replace(/\\\./g, '.')
    .replace(/\/?\$?$/, '');
  return /[\\^$*+?()[\]{}|]/.test(literal) ? undefined : literal;
}
