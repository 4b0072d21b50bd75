import { resolve } from 'node:path';
import { type Checker, type CheckerOptions, createChecker } from '../core/checker.js';
import { mayBeOurs, mayBeYaml } from '../core/kinds/detect.js';
import type { YamlFormats } from '../core/kinds/yaml-formats.js';
import { folderOf } from '../core/model/path.js';
import { evidenceKind } from '../core/readiness/evidence-files.js';
import { hash } from '../core/report/fingerprint.js';
import { createReport, type FileReport, plainFinding, type Report, type Unchecked } from '../core/report/report.js';
import type { Locale } from '../core/text.js';
import { findRepository, isLeftOut, isWithin, slashed } from '../server/host/walk.js';
import { refusals } from '../server/texts.js';
import type { Listed } from './crew/messages.js';
import type { CrewPlan, Together } from './crew/open.js';
import { findConfigs, foldersAround, gatherFiles, namesIn, readSource, type Source } from './files.js';
import { type Product, UsageError } from './io.js';
import { checkerOptions, type Outlook } from './outlook.js';
import type { Progress } from './progress.js';

export interface SessionOptions {
  readonly cwd: string;
  /** Files and folders, relative to `cwd`. */
  readonly paths: readonly string[];
  readonly locale: Locale;
  readonly today: string;
  /** Path of a configuration file for all files; `none`: no configuration; unset: the nearest one. */
  readonly config?: string;
  readonly suppressions?: boolean;
  /** Report only these files; the others are read as context. */
  readonly shard?: Shard;
  /** Report only these files, by absolute path; the others are read as context. */
  readonly only?: ReadonlySet<string>;
  /** Report only those of the files that this answers, by absolute path; the others are read as context. */
  readonly choose?: (files: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly progress?: Progress;
  /** True when the findings are only reported. */
  readonly once?: boolean;
  /** The threads that do the work on so many files, the longest of so many characters; undefined: there is this one alone. */
  readonly crew?: ((files: number, longest: number) => CrewPlan | undefined) | undefined;
  /** True: files that are only evidence for the readiness checklist are read as well. */
  readonly evidence?: boolean;
  /** A text that stands for a file, whether it exists or not. */
  readonly virtual?: { readonly path: string; readonly source: Source };
}

/** A part of a large run: the files whose path falls to the machine of this number, from 1 to `count`. */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

/** Files read into a workspace with what belongs to them. */
export interface Session<Engine extends Checker = Checker> {
  readonly workspace: Engine;
  /** Files to be reported: those that were asked for, and are ours. */
  readonly files: readonly string[];
  /** Files that were named and are none of ours. */
  readonly foreign: readonly string[];
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
  /** Folders in which a change may matter. */
  readonly folders: readonly string[];
  /** Configuration files in use, those that others build upon included. */
  readonly configs: readonly string[];
  /** Has the files checked by the threads that have opened them. Absent where there is only this one. */
  readonly checkTogether?: (progress: Progress) => Promise<void>;
  /** What was read, to write it back. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Replaces the text of a file, as a fix does. */
  replace(path: string, text: string): Promise<void>;
  /**
   * Reads files anew of which nothing but their text has changed. False when more has: other files count now, or other
   * settings hold, and a new session has to be opened.
   */
  reread(paths: Iterable<string>): Promise<boolean>;
  /** Text of a file as it is now; undefined when it was not read. */
  textOf(path: string): string | undefined;
  /** The path as a report shows it: relative to the working folder, with forward slashes. */
  shown(path: string): string;
}

/** Characters of text: the models of one or two thousand files, for which there is room anywhere. */
const allAwake = 5_000_000;

/** Characters of text from which on memory is dearer than the time that it takes to keep it small. */
const vast = 16_000_000;

/** Characters of text that are awake at a time in a run over more: enough for the files of a project to meet. */
const someAwake = 300_000;

/** Files in which hardly anything is done often enough to be compiled for speed. */
const few = 20;

/** The engine for a run: by default one that checks. It asks for what reads YAML when it meets the first such file. */
export type CreateEngine<Engine extends Checker> = (options: CheckerOptions, yaml: () => YamlFormats) => Engine;

/** A session of an engine that checks. */
export async function openSession(options: SessionOptions, product: Product): Promise<Session> {
  return openSessionOf(createChecker, options, product);
}

/** Reads everything a run needs: configuration first, then the files, then what they refer to. */
export async function openSessionOf<Engine extends Checker>(
  createEngine: CreateEngine<Engine>,
  options: SessionOptions,
  product: Product,
): Promise<Session<Engine>> {
  const { cwd, locale, today, virtual } = options;
  const chosen = options.config === undefined || options.config === 'none' ? undefined : absolute(cwd, options.config);
  const config: Outlook['config'] =
    chosen !== undefined
      ? { path: chosen, folder: absolute(cwd, '.') }
      : options.config === 'none'
        ? 'none'
        : 'nearest';
  const { suppressions = true, once = false } = options;
  const outlook: Outlook = { locale, today, config, suppressions, once };
  let yaml: YamlFormats | undefined;
  const loadYaml = async (): Promise<void> => {
    yaml ??= (await import('../core/kinds/yaml-formats.js')).yamlFormats;
  };
  const workspace = createEngine(checkerOptions(outlook, product), () => {
    if (yaml === undefined) throw new Error('a file of YAML that was not expected');
    return yaml;
  });
  const sources = new Map<string, Source>();
  const texts = new Map<string, string>();
  const siblings = new Map<string, ReadonlySet<string>>();
  /** Files of ours that were opened, and whether they are mere context. */
  const opened = new Map<string, boolean>();

  const namesOf = (folder: string): ReadonlySet<string> => {
    const names = siblings.get(folder) ?? namesIn(folder);
    siblings.set(folder, names);
    return names;
  };
  const openText = async (path: string, text: string, context: boolean): Promise<boolean> => {
    if (mayBeYaml(path) || path === chosen) await loadYaml();
    const surroundings = { siblings: namesOf(folderOf(path)) };
    const { format } = workspace.open(path, text, { context, surroundings });
    if (format !== undefined) opened.set(path, context);
    return format !== undefined;
  };
  const sourceOf = (path: string): Source => {
    const source = sources.get(path) ?? (path === virtual?.path ? virtual.source : readSource(path));
    sources.set(path, source);
    return source;
  };
  /** True when the file is ours. Mere context that cannot be read is no concern of this run. */
  const openPath = async (path: string, context: boolean): Promise<boolean> => {
    const source = sourceOf(path);
    if (source.state === 'text') return openText(path, source.text, context);
    if (context) return false;
    // One that is merely looked at for evidence shows nothing then.
    if (!mayBeOurs(path) && evidenceKind(path) !== undefined) return false;
    // What was named or listed and cannot be read as a file now (a pipe, one that was deleted since) is told, too.
    workspace.refuse(path, refusals[source.state === 'refused' ? source.reason : 'unreadable'][locale]);
    return true;
  };

  const gathered =
    virtual === undefined
      ? await gatherFiles(cwd, options.paths, options.evidence)
      : { files: [virtual.path], named: new Set([virtual.path]), unreadable: [], folders: [] };
  const folders = foldersAround(cwd, gathered.files);
  const configs = chosen !== undefined ? [chosen] : config === 'none' ? [] : findConfigs(cwd, folders);
  if (chosen !== undefined && readSource(chosen).state === 'absent') throw new UsageError(chosen, 'path');
  // What somebody named is read wherever it is, what a file names only near by.
  const near = [absolute(cwd, '.'), ...gathered.files.map(folderOf)];
  const within = [...new Set(near.map((folder) => findRepository(folder) ?? folder))];
  // A configuration that was named may build upon what lies with it.
  const withChosen = chosen === undefined ? within : [...within, folderOf(chosen)];
  const openNear = async (path: string, context: boolean): Promise<void> => {
    if (await isWithin(path, context ? within : withChosen)) await openPath(path, context);
    else sources.set(path, { state: 'absent' });
    if (sources.get(path)?.state !== 'text') workspace.absent(path);
  };
  const bases = new Set<string>();
  for (const path of configs) {
    if (path === chosen || (await isWithin(path, within))) await openPath(path, false);
    else {
      sources.set(path, { state: 'absent' });
      workspace.refuse(path, refusals.outside[locale]);
    }
  }
  for (let wanted = unread(workspace, sources); wanted.length > 0; wanted = unread(workspace, sources)) {
    for (const path of wanted) {
      await openNear(path, false);
      if (sources.get(path)?.state === 'text') bases.add(path);
    }
  }
  for (const folder of gathered.unreadable) workspace.refuse(folder, refusals.unreadable[locale]);

  const settled = new Set([...configs, ...bases]);
  const listed = gathered.files.filter((path) => !settled.has(path) && !workspace.configOf(path).ignored);
  const wanted = listed.filter(
    (path) => options.only?.has(path) !== false && isInShard(relativePath(absolute(cwd, '.'), path), options.shard),
  );
  const reported = (await options.choose?.(wanted)) ?? new Set(wanted);
  if (listed.length > few) (await import('../server/host/v8.js')).compileLess();
  let size = 0;
  let longest = 0;
  for (const path of listed) {
    const length = originalText(sourceOf(path))?.length ?? 0;
    size += length;
    longest = Math.max(longest, length);
  }
  let awake = Number.POSITIVE_INFINITY;
  if (once && size > allAwake) {
    awake = someAwake;
    if (size > vast) (await import('../server/host/v8.js')).keepHeapSmall();
  }
  workspace.shared.keepAwake(awake);

  const described: string[] = [];
  /** Has the listed files opened by other threads. */
  const openAll = async (plan: CrewPlan): Promise<Together> => {
    const { openTogether } = await import('./crew/open.js');
    // A join may ask for more of a file than the thread that has read it tells.
    await loadYaml();
    const given: Listed[] = [];
    const known = new Map<string, string>();
    for (const path of listed) {
      const source = sources.get(path);
      if (source?.state !== 'text') continue;
      known.set(path, source.text);
      given.push({ path, context: !reported.has(path), siblings: namesOf(folderOf(path)) });
    }
    const read = [...settled].flatMap((path) => {
      const text = originalText(sources.get(path));
      return text === undefined ? [] : [[path, text] as const];
    });
    const absent = [...sources].flatMap(([path, { state }]) => (state === 'text' ? [] : [path]));
    return openTogether(workspace, given, known, plan, { outlook, configs: read, absent, awake }, options.progress);
  };
  const checkAll = async (together: Together, progress: Progress): Promise<void> => {
    try {
      const contents = described.map((path) => [path, workspace.index.contents(path)] as const);
      await together.check({ contents, textOf: (path) => originalText(sources.get(path)) }, files, progress);
    } finally {
      together.close();
    }
  };
  const plan = options.crew?.(listed.length, longest);
  const together = plan && (await openAll(plan));
  const files: string[] = [];
  const foreign: string[] = [];
  for (const [at, path] of listed.entries()) {
    if (together === undefined) options.progress?.step('read', at, listed.length);
    const context = !reported.has(path);
    const isOurs = together?.take(path) === true || (await openPath(path, context));
    if (context) continue;
    if (isOurs) files.push(path);
    else if (gathered.named.has(path)) foreign.push(path);
  }
  await openContext(workspace, folders, sources, namesOf, (path) => openNear(path, true));
  for (const path of workspace.referred()) {
    const text = (await isWithin(path, within)) ? originalText(readSource(path)) : undefined;
    // What is left out is written in files as well, and those of another repository are no concern of this one.
    const ignored = text === undefined ? undefined : isLeftOut(path);
    workspace.describe(path, text, ignored === undefined ? {} : { ignored });
    described.push(path);
  }

  return {
    workspace,
    files,
    foreign,
    unreadable: gathered.unreadable,
    folders: [...new Set([...gathered.folders, ...folders, ...[...sources.keys()].map(folderOf)])].sort(),
    configs: [...configs, ...bases],
    ...(together && { checkTogether: (progress) => checkAll(together, progress) }),
    sources,
    async replace(path, text) {
      texts.set(path, text);
      await openText(path, text, false);
    },
    async reread(paths) {
      const before = workspace.references().join('\n');
      for (const path of paths) {
        const context = opened.get(path);
        const source = readSource(path);
        if (context === undefined || configs.includes(path) || bases.has(path) || source.state !== 'text') return false;
        sources.set(path, source);
        if (!(await openText(path, source.text, context))) return false;
      }
      return workspace.references().join('\n') === before;
    },
    textOf: (path) => texts.get(path) ?? originalText(sources.get(path)),
    shown: (path) => relativePath(absolute(cwd, '.'), path),
  };
}

/** The path alone decides, so that a file stays with its machine whatever else is added. */
function isInShard(path: string, shard: Shard | undefined): boolean {
  return shard === undefined || Number.parseInt(hash(path).slice(0, 8), 16) % shard.count === shard.number - 1;
}

function originalText(source: Source | undefined): string | undefined {
  return source?.state === 'text' ? source.text : undefined;
}

/** Files of a folder are few; one that holds thousands is data, not a project. */
const maxContext = 200;

async function openContext(
  workspace: Checker,
  folders: readonly string[],
  known: ReadonlyMap<string, Source>,
  namesOf: (folder: string) => ReadonlySet<string>,
  open: (path: string) => Promise<void>,
): Promise<void> {
  for (const folder of folders) {
    for (const name of [...namesOf(folder)].slice(0, maxContext)) {
      const path = `${folder.replace(/\/$/, '')}/${name}`;
      if (!known.has(path)) await open(path);
    }
  }
  for (let wanted = unread(workspace, known); wanted.length > 0; wanted = unread(workspace, known)) {
    for (const path of wanted) await open(path);
  }
}

/** What files refer to and nobody has tried to read. It may not exist: that is no finding of this run. */
function unread(workspace: Checker, known: ReadonlyMap<string, Source>): readonly string[] {
  return workspace.missing().filter((path) => !known.has(path));
}

/** The report of a session, its paths as people see them. */
export function reportOf({ workspace, files, configs, unreadable, shown }: Session, product: Product): Report {
  const wanted = new Set(files);
  const reports = workspace
    .checkAll()
    .filter(({ path, findings }) => wanted.has(path) || (configs.includes(path) && findings.length > 0));
  // What is wrong with the text of a configuration is a finding; one without any text has none.
  const isTold = ({ path, range }: Unchecked): boolean =>
    wanted.has(path) || unreadable.includes(path) || (range === undefined && configs.includes(path));
  const unchecked = workspace.unchecked().filter(isTold);
  return createReport({
    ...product,
    files: reports.map((file): FileReport => {
      const findings = file.findings.map((finding) =>
        finding.related.length === 0
          ? finding
          : plainFinding(
              finding,
              finding.related.map((one) => ({ ...one, path: shown(one.path) })),
            ),
      );
      return { ...file, path: shown(file.path), findings };
    }),
    unchecked: unchecked.map((one): Unchecked => ({ ...one, path: shown(one.path) })),
  });
}

/** True when a configuration is broken or cannot be read, so that nothing else can be relied on. */
export function isConfigBroken({ workspace, configs }: Session): boolean {
  if (workspace.unchecked().some(({ path }) => configs.includes(path))) return true;
  return configs.some((path) => workspace.check(path)?.findings.some(({ severity }) => severity === 'error') === true);
}

/** `path` as seen from `folder`; both are absolute with forward slashes. */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

function absolute(cwd: string, path: string): string {
  return slashed(resolve(cwd, path));
}
