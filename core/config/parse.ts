import { nearest } from '../engine/nearest.js';
import { folderOf, joinPath } from '../model/path.js';
import type { SettingProblem } from '../model/setting.js';
import type { Rule } from '../rule.js';
import type { Cursor } from '../yaml/cursor.js';
import { besideTools } from './beside.js';
import { type Base, type Config, presets } from './config.js';
import { readAttestations, readImages, readLabels } from './parse-facts.js';
import { createRuleReader } from './parse-rules.js';
import { createReader, expected, type Reader } from './reader.js';

/** A configuration with everything that is wrong in it; what is wrong is left out of the configuration. */
export interface ParsedConfig {
  readonly config: Config;
  readonly problems: readonly SettingProblem[];
}

const rootKeys = [
  'extends',
  'rulesVersion',
  'rules',
  'overrides',
  'ignore',
  'foreign',
  'beside',
  'requireReason',
  'locked',
  'images',
  'labels',
  'attest',
  '$schema',
];

/**
 * Reads a configuration file that has been parsed as YAML (JSON is YAML). Spans are the document's own. `items` are the
 * ids of the readiness checklist.
 */
export function parseConfig(
  path: string,
  root: Cursor,
  rules: readonly Rule[],
  items: readonly string[],
): ParsedConfig {
  const reader = createReader();
  const ruleReader = createRuleReader(reader, rules);
  const keys = root.kind === 'missing' ? new Map<string, Cursor>() : reader.mapOf(root, rootKeys);
  const config: Config = {
    path,
    extends: readBases(reader, path, keys.get('extends')),
    rulesVersion: readVersion(reader, keys.get('rulesVersion')),
    rules: ruleReader.rules(keys.get('rules')),
    overrides: ruleReader.overrides(keys.get('overrides')),
    ignore: reader.globs(keys.get('ignore')) ?? [],
    foreign: reader.flag(keys.get('foreign')),
    beside: readBeside(reader, keys.get('beside')),
    requireReason: reader.flag(keys.get('requireReason')),
    locked: ruleReader.ids(keys.get('locked')),
    images: readImages(reader, keys.get('images')),
    labels: readLabels(reader, keys.get('labels')),
    attest: readAttestations(reader, path, keys.get('attest'), items),
  };
  return { config, problems: reader.problems };
}

/** What a file without a word says. */
export function emptyConfig(path: string): Config {
  return {
    path,
    extends: [],
    rulesVersion: undefined,
    rules: new Map(),
    overrides: [],
    ignore: [],
    foreign: undefined,
    beside: [],
    requireReason: undefined,
    locked: [],
    images: { trusted: [], support: [] },
    labels: { allowed: [], unbounded: [] },
    attest: [],
  };
}

/** `beside`: names of tools. */
function readBeside(reader: Reader, cursor: Cursor | undefined): Config['beside'] {
  if (cursor === undefined || cursor.kind === 'null') return [];
  return reader.words(cursor).flatMap(({ cursor: item }) => {
    const tool = reader.choice(item, besideTools);
    return tool === undefined ? [] : [{ tool, span: item.span }];
  });
}

/** `0.1` or `0.1.4`; a number is read as it is written. */
function readVersion(reader: Reader, cursor: Cursor | undefined): Config['rulesVersion'] {
  if (cursor === undefined || cursor.kind === 'null') return undefined;
  const version = cursor.scalar ?? '';
  if (/^\d{1,6}\.\d{1,6}(?:\.\d{1,6})?$/.test(version)) return { version, span: cursor.span };
  reader.wrong(cursor, version, expected.version);
  return undefined;
}

/** `extends`: names of presets, and files, which are written as paths. */
function readBases(reader: Reader, path: string, cursor: Cursor | undefined): readonly Base[] {
  return reader.words(cursor).flatMap(({ text, cursor: item }): readonly Base[] => {
    const { span } = item;
    const preset = presets.find((name) => name === text);
    if (preset !== undefined) return [{ preset, span }];
    if (isLocal(text)) {
      return [{ preset: undefined, path: joinPath(folderOf(path), text), written: text, span }];
    }
    reader.wrong(item, text, expected.base, nearest(text, presets));
    return [];
  });
}

/** A path with a slash or a name with the ending of a configuration file; no address, which nobody would fetch. */
function isLocal(text: string): boolean {
  if (/^[A-Za-z][\w+.-]+:/.test(text) || text.endsWith('/')) return false;
  return /[/\\]/.test(text) || /\.(?:ya?ml|json)$/i.test(text);
}
