import { configNames } from '../config/config.js';
import { lineageOf } from '../config/lineage.js';
import { parseConfig } from '../config/parse.js';
import { createResolver } from '../config/resolve.js';
import { applyEdits, type Edit } from '../edit.js';
import { folderOf, joinPath } from '../model/path.js';
import { writeAt } from '../model/yaml-fix.js';
import type { Rule } from '../rule.js';
import { parseYaml } from '../yaml/parse.js';

/** Nobody reads the file but we. */
const ours = { modern: true };

/** How a rule is switched off in a configuration file. */
export interface ConfigEdit {
  readonly path: string;
  /** Of the text that was given; of an empty one where there was none. */
  readonly edits: readonly Edit[];
}

/** The configuration that holds for a file, if there is one. */
export interface ConfigText {
  readonly path: string;
  /** Undefined: there is no such file yet. */
  readonly text: string | undefined;
}

/**
 * Edit that switches a rule off for everything a configuration is about. Undefined when the file cannot be written to,
 * or when the rule would still be on for the file at `path`, because an override there says so. What the file extends is
 * weaker than what it says itself, so it need not be known.
 */
export function ignoreInConfigEdit(
  { path: config, text = '' }: ConfigText,
  path: string,
  rule: string,
  rules: readonly Rule[],
): ConfigEdit | undefined {
  const edits = text.trim() === '' ? newText(text, rule) : changed(text, rule);
  if (edits === undefined) return undefined;
  const after = applyEdits(text, edits).text;
  if (config.endsWith('.json') && !isJson(after)) return undefined;
  const parsed = parseConfig(config, parseYaml(after).root({ open: false }), rules, []);
  const { active } = createResolver(
    rules,
    lineageOf(parsed.config, () => undefined),
    folderOf(config),
  ).settings(path);
  return active.has(rule) ? undefined : { path: config, edits };
}

function changed(text: string, rule: string): readonly Edit[] | undefined {
  const yaml = parseYaml(text, ours);
  // A file of nothing but comments has no place to write to.
  if (yaml.empty) return newText(text, rule);
  const setting = yaml.root({ open: false }).at('rules', rule);
  return writeAt(setting.kind === 'map' ? setting.at('level') : setting, 'off');
}

/** The key is all there is to a new file; the hole writes the rest. */
function newText(text: string, rule: string): readonly Edit[] | undefined {
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? '\n';
  const begun = `rules:${lineEnd}`;
  const edits = writeAt(parseYaml(begun, ours).root({ open: false }).at('rules', rule), 'off');
  if (edits === undefined) return undefined;
  const before = text === '' || text.endsWith('\n') ? '' : lineEnd;
  return [{ span: { start: text.length, end: text.length }, text: before + applyEdits(begun, edits).text }];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The configuration of a folder: the one that is there, else the one to begin. */
export function configIn(folder: string, isThere: (path: string) => boolean): string {
  const [usual = '.seaworthy.yaml'] = configNames;
  return joinPath(folder, configNames.find((name) => isThere(joinPath(folder, name))) ?? usual);
}
