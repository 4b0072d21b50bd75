import { type Attestation, configNames } from '../config/config.js';
import { type ParsedConfig, parseConfig } from '../config/parse.js';
import { createResolver, type Resolver, type Settings } from '../config/resolve.js';
import { folderOf } from '../model/path.js';
import type { SettingProblem } from '../model/setting.js';
import type { Rule } from '../rule.js';
import type { WorkspaceOptions } from '../workspace.js';
import type { YamlDocument } from '../yaml/document.js';

/** The configuration files of a workspace, and what holds for each of its files. */
export interface Configs {
  /** Reads a configuration file, new or changed. Without a document (an empty file) the defaults hold. */
  open(path: string, document: YamlDocument | undefined): void;
  close(path: string): void;
  settings(path: string): Settings;
  /** Faults of a configuration file, in the order in which they were met. */
  problems(path: string): readonly SettingProblem[];
  /** What people vouch for, in all files; the file nearest to the root speaks first. */
  attestations(): readonly Attestation[];
}

/** The nearest file upwards is the only one that counts: there is no cascade. */
export function createConfigs(
  rules: readonly Rule[],
  items: readonly string[],
  mode: NonNullable<WorkspaceOptions['config']>,
): Configs {
  const files = new Map<string, { readonly parsed: ParsedConfig; readonly resolver: Resolver }>();
  const standard = createResolver(rules, undefined);
  const folderFor = (path: string): string =>
    typeof mode === 'object' && mode.path === path ? mode.folder : folderOf(path);

  const nearest = (path: string): Resolver => {
    if (mode === 'none') return standard;
    if (typeof mode === 'object') return files.get(mode.path)?.resolver ?? standard;
    for (let folder = folderOf(path), last = ''; folder !== last; last = folder, folder = folderOf(folder)) {
      const slash = folder.endsWith('/') ? '' : '/';
      const file = configNames.map((name) => files.get(`${folder}${slash}${name}`)).find((one) => one !== undefined);
      if (file !== undefined) return file.resolver;
    }
    return standard;
  };

  return {
    open(path, document) {
      const parsed = document && parseConfig(path, document.root({ open: false }), rules, items);
      if (parsed === undefined) files.delete(path);
      else files.set(path, { parsed, resolver: createResolver(rules, parsed.config, folderFor(path)) });
    },
    close(path) {
      files.delete(path);
    },
    settings: (path) => nearest(path).settings(path),
    problems: (path) => files.get(path)?.parsed.problems ?? [],
    attestations: () =>
      [...files.values()]
        .map(({ parsed }) => parsed.config)
        .sort((a, b) => a.path.length - b.path.length)
        .flatMap(({ attest }) => attest),
  };
}
