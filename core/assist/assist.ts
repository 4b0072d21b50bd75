import type { OpenFile } from '../engine/file.js';
import type { Files } from '../engine/files.js';
import type { ReadDocument } from '../kinds/read.js';
import type { Document } from '../model/document.js';
import type { Format } from '../model/format.js';
import { nameOf } from '../model/path.js';
import type { Rule } from '../rule.js';
import { shift } from '../span.js';
import type { WorkspaceOptions } from '../workspace.js';
import type { YamlDocument } from '../yaml/document.js';
import { configHover, configSuggestions, type Explained } from './config.js';
import { annotationSuggestions, type DirectiveHelp, directiveSuggestions, mayAnnotate } from './directive.js';
import { focused } from './focus.js';
import { linksOf, type PlaceLink } from './links.js';
import type { NameUse } from './name-use.js';
import { type References, referencesAt, useAt, usesIn } from './names.js';
import { snippetsAt } from './snippets.js';
import type { Suggestion } from './suggestion.js';
import { type PlaceSymbol, symbolsOf } from './symbols.js';
import { type YamlPlace, yamlPlaceAt } from './yaml-place.js';

/** What helps while one writes, beside findings. All offsets and spans are those of the whole file. */
export interface Assist {
  /**
   * What may be written at an offset: ids of rules in directives, the words of a configuration file, and blocks of YAML
   * or instructions that fit the container at hand. `asked`: by a person, and not by a letter that was typed.
   */
  suggestions(path: string, offset: number, asked: boolean): readonly Suggestion[];
  links(path: string): readonly PlaceLink[];
  /** What stands in a file, for an outline of it. */
  symbols(path: string): readonly PlaceSymbol[];
  /** The name at an offset with the places it stands for. */
  nameAt(path: string, offset: number): NameUse | undefined;
  /** Everything in the workspace that names what is named or defined at an offset. */
  referencesAt(path: string, offset: number): References;
  /** What a key, rule or value of a configuration file means. */
  settingAt(path: string, offset: number): Explained | undefined;
}

export function createAssist(files: Files, { rules, checklist = [], locale }: WorkspaceOptions): Assist {
  const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

  const terms = { rules: byId, items: new Map(checklist.map((item) => [item.id, item])) };

  const suggestions: Assist['suggestions'] = (path, offset, asked) => {
    const file = files.get(path);
    if (file === undefined) return [];
    const here = documentAt(file, offset);
    const help: DirectiveHelp = { rules: byId, found: () => foundIn(files, path), locale, asked };
    const local = offset - (here?.document.base ?? 0);
    const directives = here && directiveSuggestions(here.document, local, help);
    if (directives !== undefined) return directives;
    if (file.format === 'seaworthy') {
      // Editors complete JSON by the schema that is shipped.
      return nameOf(path).endsWith('.json') ? [] : configSuggestions(file.text, offset, terms, locale);
    }
    if (here === undefined) return [];
    const { document, yaml } = here;
    // A letter that is typed anywhere else costs nothing.
    if (document.skimmed || (!asked && !mayAnnotate(document))) return [];
    const place = yaml && placeIn(document, yaml, local);
    const annotation = place && annotationSuggestions(document, place, local, help);
    if (annotation !== undefined) return annotation;
    if (!asked) return [];
    const { index } = files;
    const active = files.activeRules(path);
    return snippetsAt({ file, document, place, index, rules: byId, active, locale, offset: local });
  };

  return {
    suggestions,
    links(path) {
      const file = files.get(path);
      const isThere = (other: string): boolean => files.get(other) !== undefined;
      return file?.documents.flatMap(({ document }) => linksOf(document, isThere)) ?? [];
    },
    symbols: (path) => files.get(path)?.documents.flatMap(({ document }) => symbolsOf(document)) ?? [],
    nameAt(path, offset) {
      const file = files.get(path);
      const here = file && documentAt(file, offset);
      return here && useAt(usesIn(file.path, [here], files.index), offset);
    },
    referencesAt(path, offset) {
      const all = new Map<string, readonly NameUse[]>();
      for (const each of files.paths()) {
        const file = files.get(each);
        if (file !== undefined) all.set(each, usesIn(file.path, file.documents, files.index));
      }
      return referencesAt(all, path, offset);
    },
    settingAt(path, offset) {
      const file = files.get(path);
      const here = file?.format === 'seaworthy' ? documentAt(file, offset) : undefined;
      const yaml = here?.yaml;
      if (here === undefined || yaml === undefined) return undefined;
      const { base } = here.document;
      const found = configHover(yaml, offset - base, terms, locale);
      return found && { ...found, span: shift(found.span, base) };
    },
  };
}

/** Formats in which something is offered beside directives. */
const offering: ReadonlySet<Format> = new Set(['compose', 'kubernetes']);

function placeIn(document: Document, yaml: YamlDocument, offset: number): YamlPlace | undefined {
  if (!offering.has(document.format)) return undefined;
  const options = { templates: yaml.templates.length > 0 };
  const near = document.format === 'compose' && !options.templates ? focused(yaml, offset) : undefined;
  const place = near === undefined ? undefined : yamlPlaceAt(near, offset, options);
  return place?.tried.problems.length === 0 ? place : yamlPlaceAt(document.text, offset, options);
}

function documentAt({ documents }: OpenFile, offset: number): ReadDocument | undefined {
  return documents.find(({ document: { base, text } }) => base <= offset && offset <= base + text.length);
}

function foundIn(files: Files, path: string): ReadonlySet<string> {
  return new Set(files.check(path)?.settled.map(({ finding }) => finding.rule));
}
