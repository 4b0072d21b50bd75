import type { CheckerOptions } from '../checker.js';
import { type Resolver, type Settings, withoutConfig } from '../config/active.js';
import { type Attestation, configNames } from '../config/config.js';
import { basesProblems, type Known, lineageOf } from '../config/lineage.js';
import type { ParsedConfig } from '../config/parse.js';
import type { YamlFormats } from '../kinds/yaml-formats.js';
import type { Format } from '../model/format.js';
import { folderOf } from '../model/path.js';
import type { SettingProblem } from '../model/setting.js';
import type { Rule } from '../rule.js';
import type { YamlDocument } from '../yaml/document.js';

/** The configuration files of a workspace, and what holds for each of its files. */
export interface Configs {
  /** Reads a configuration file, new or changed. Without a document (an empty file) the defaults hold. */
  open(path: string, document: YamlDocument | undefined): void;
  close(path: string): void;
  /** Notes that somebody looked for a file and that it cannot be read. */
  absent(path: string): void;
  settings(path: string, format?: Format): Settings;
  /** What decides about a file, to be explained. */
  resolver(path: string): Resolver;
  /** The text of a configuration file, for the lines of its settings. */
  textOf(path: string): string | undefined;
  /** Faults of a configuration file, in the order in which they were met. */
  problems(path: string): readonly SettingProblem[];
  /** What people vouch for, in all files; the file nearest to the root speaks first. */
  attestations(): readonly Attestation[];
  /** True for a file that another one builds upon, whatever its name. */
  isBase(path: string): boolean;
  /** Files that others build upon and that nobody has read; those that were looked for in vain are among them. */
  readonly wanted: readonly string[];
  /** Changes whenever one of the files does. */
  readonly revision: number;
}

interface ReadConfig {
  readonly parsed: ParsedConfig;
  readonly text: string;
  readonly isBroken: boolean;
}

/**
 * The nearest file upwards is the one that counts, with what it says it builds upon. A configuration is YAML, so `yaml` is
 * asked when the first one is opened.
 */
export function createConfigs(
  rules: readonly Rule[],
  items: readonly string[],
  mode: NonNullable<CheckerOptions['config']>,
  yaml: () => YamlFormats,
): Configs {
  const files = new Map<string, ReadConfig>();
  const missed = new Set<string>();
  const resolvers = new Map<string, Resolver>();
  /** The nearest of them, by folder. */
  const byFolder = new Map<string, Resolver>();
  const standard = withoutConfig(rules);
  let revision = 0;
  let bases: ReadonlySet<string> | undefined;

  const folderFor = (path: string): string =>
    typeof mode === 'object' && mode.path === path ? mode.folder : folderOf(path);

  const changed = (): void => {
    resolvers.clear();
    byFolder.clear();
    bases = undefined;
    revision++;
  };

  const lookup = (path: string): Known | undefined => {
    const file = files.get(path);
    if (file !== undefined) return { state: 'read', config: file.parsed.config, isBroken: file.isBroken };
    return missed.has(path) ? { state: 'absent' } : undefined;
  };

  const resolverOf = (path: string): Resolver | undefined => {
    const file = files.get(path);
    if (file === undefined) return undefined;
    const resolver =
      resolvers.get(path) ?? yaml().config.resolve(rules, lineageOf(file.parsed.config, lookup), folderFor(path));
    resolvers.set(path, resolver);
    return resolver;
  };

  const nearest = (path: string): Resolver => {
    if (mode === 'none') return standard;
    if (typeof mode === 'object') return resolverOf(mode.path) ?? standard;
    return files.size === 0 ? standard : above(folderOf(path));
  };

  /** What holds in a folder. Every check of every file asks. */
  const above = (folder: string): Resolver => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const slash = folder.endsWith('/') ? '' : '/';
    const file = configNames.map((name) => `${folder}${slash}${name}`).find((candidate) => files.has(candidate));
    const next = folderOf(folder);
    const found = (file === undefined ? undefined : resolverOf(file)) ?? (next === folder ? standard : above(next));
    byFolder.set(folder, found);
    return found;
  };

  const allBases = (): ReadonlySet<string> => {
    bases ??= new Set(
      [...files.values()].flatMap(({ parsed }) =>
        parsed.config.extends.flatMap((base) => ('path' in base ? [base.path] : [])),
      ),
    );
    return bases;
  };

  return {
    open(path, document) {
      const before = files.get(path);
      const wasMissed = missed.delete(path);
      if (before !== undefined && before.text === (document?.text ?? '') && !wasMissed) return;
      const { config } = yaml();
      const parsed =
        document && withRepeated(config.parse(path, document.root({ open: false }), rules, items), document);
      files.set(path, {
        parsed: parsed ?? { config: config.empty(path), problems: [] },
        text: document?.text ?? '',
        isBroken: (parsed?.problems.length ?? 0) + (document?.problems.length ?? 0) > 0,
      });
      changed();
    },
    close(path) {
      if (files.delete(path)) changed();
    },
    absent(path) {
      if (!allBases().has(path) || missed.has(path)) return;
      files.delete(path);
      missed.add(path);
      changed();
    },
    settings: (path, format) => nearest(path).settings(path, format),
    resolver: nearest,
    textOf: (path) => files.get(path)?.text,
    problems: (path) => {
      const parsed = files.get(path)?.parsed;
      return parsed === undefined ? [] : [...parsed.problems, ...basesProblems(parsed.config, lookup)];
    },
    attestations: () =>
      [...files.values()]
        .map(({ parsed }) => parsed.config)
        .sort((a, b) => a.path.length - b.path.length)
        .flatMap(({ attest }) => attest),
    isBase: (path) => allBases().has(path),
    get wanted() {
      return mode === 'none' ? [] : [...allBases()].filter((path) => !files.has(path)).sort();
    },
    get revision() {
      return revision;
    },
  };
}

/** Of two keys with one name the first would have no effect, and nobody would know. */
function withRepeated(parsed: ParsedConfig, { repeatedKeys }: YamlDocument): ParsedConfig {
  const repeated = repeatedKeys.map(
    ({ name, again: span }): SettingProblem => ({
      format: 'seaworthy',
      span,
      name,
      fault: 'repeated',
      expected: undefined,
      nearest: undefined,
    }),
  );
  return { ...parsed, problems: [...parsed.problems, ...repeated] };
}
