import type { Checker, CheckerOptions } from '../checker.js';
import { createIndex } from '../index/index.js';
import { type Detection, detect, isBinary, type Surroundings } from '../kinds/detect.js';
import type { YamlFormats } from '../kinds/yaml-formats.js';
import type { Conventions } from '../model/conventions.js';
import { readContents } from '../model/file-contents.js';
import { createEvidenceFiles } from '../readiness/evidence-files.js';
import type { Judged } from '../readiness/judge.js';
import type { KeptSteps } from '../readiness/survey.js';
import { say, type Text } from '../text.js';
import { createAwake } from './awake.js';
import { createLimits } from './budget.js';
import { type CheckedFile, type CheckOptions, checkAhead, checkFile, type KeptFindings, sealed } from './check.js';
import { createConfigs } from './configs.js';
import { explainConfig } from './explain-config.js';
import {
  adoptFile,
  type FileInput,
  type FileLife,
  type KnownState,
  type OpenFile,
  openAhead,
  openFile,
  type SeenFromOutside,
  sameOutside,
  shipFile,
} from './file.js';
import { createLines } from './lines.js';
import { type Links, readLinks } from './links.js';
import { createPeers } from './peers.js';
import type { Settled } from './settle.js';
import type { SharedFiles } from './shared-files.js';

/** What a checker asks of its files as it is asked itself. */
type Passed =
  | 'open'
  | 'openAhead'
  | 'checkAhead'
  | 'close'
  | 'refuse'
  | 'missing'
  | 'references'
  | 'absent'
  | 'referred'
  | 'describe'
  | 'unchecked'
  | 'configOf'
  | 'activeRules'
  | 'explainConfig'
  | 'index';

/** The open files of a workspace: read, kept in step with each other, and checked when somebody asks. */
export interface Files extends SharedFiles, Pick<Checker, Passed> {
  get(path: string): OpenFile | undefined;
  check(path: string): CheckedFile | undefined;
  checkAll(): readonly CheckedFile[];
  /** Findings of a file with what their fixes are made from. */
  settled(path: string): readonly Settled[];
  /** What the readiness checklist is asked about: everything that is open and reported. */
  judged(): Judged;
  paths(): readonly string[];
  /** What the project says about the images and labels of a file. */
  conventionsOf(path: string): Conventions;
}

/** How often files are read again because others changed what they are; two rounds suffice unless links go in circles. */
const maxRounds = 5;

export function createFiles(options: CheckerOptions, yaml: () => YamlFormats): Files {
  const { rules, locale } = options;
  const index = createIndex();
  const { items = [], hasEvidence = false } = options;
  const configs = createConfigs(rules, items, options.config ?? 'nearest', yaml);
  const evidence = createEvidenceFiles();
  const keptSteps: KeptSteps = new WeakMap();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const peers = createPeers(rules);
  const limits = createLimits(options.budget);
  const files = new Map<string, OpenFile>();
  const awake = createAwake((path) => files.get(path)?.rest());
  const refused = new Map<string, string>();
  /** Every path that was ever handed in, so that nobody is asked for it again. */
  const seen = new Set<string>();
  /** Paths that were described, whether there was something to read or not. */
  const described = new Set<string>();
  const kept: KeptFindings = new WeakMap();
  const checked = new WeakMap<OpenFile, Checked>();
  /** Counts what was read: places in other files may have moved. */
  let reads = 0;
  /** What was read of files ahead of their opening. */
  const ahead = new Map<string, KnownState>();
  /** The links under which every file was last read; undefined when a file has come since. */
  let heeded: Links | undefined;

  const links = (): Links => index.derive(readLinks);

  const outsideOf = (path: string): SeenFromOutside => {
    const { targets, partial } = links();
    return { targets: targets.get(path) ?? nowhere, isPartial: partial.has(path) };
  };

  const knownOf = (path: string): readonly KnownState[] =>
    [files.get(path), ahead.get(path)].filter((state) => state !== undefined);

  const read = (input: FileInput, outside: SeenFromOutside): void => {
    const outcome = openFile(input, outside, knownOf(input.path), lifeOf(input.path, input.text.length), yaml);
    ahead.delete(input.path);
    if ('refused' in outcome) {
      refuse(input.path, outcome.refused);
      return;
    }
    enter(outcome);
    if (input.format === 'seaworthy') configs.open(input.path, outcome.documents[0]?.yaml);
  };

  const lifeOf = (path: string, size: number): FileLife => ({
    rests: options.once === true,
    woke: () => awake.woke(path, size),
  });

  const enter = (file: OpenFile): void => {
    if (!files.has(file.path)) heeded = undefined;
    files.set(file.path, file);
    refused.delete(file.path);
    reads++;
    index.patch(
      file.path,
      file.documents.map(({ document }) => document),
    );
  };

  const forget = (path: string): void => {
    files.delete(path);
    ahead.delete(path);
    awake.forget(path);
    refused.delete(path);
    reads++;
    index.remove(path);
    configs.close(path);
    evidence.close(path);
  };

  const refuse = (path: string, reason: string | Text): void => {
    forget(path);
    refused.set(path, typeof reason === 'string' ? reason : say(reason, locale));
    index.refuse(path);
    configs.absent(path);
  };

  /** Reads files again whose nature others have changed: stages became shipped, manifests became patches. */
  const refresh = (): void => {
    for (let round = 0; round < maxRounds && heeded !== links(); round++) {
      heeded = links();
      const stale = [...files.values()].filter((file) => !sameOutside(file.outside, outsideOf(file.path)));
      for (const file of stale) read(file, outsideOf(file.path));
    }
    heeded = links();
  };

  /** Undefined for a file that is not checked. */
  const howToCheck = (file: OpenFile): CheckOptions | undefined => {
    const settings = configs.settings(file.path, file.format);
    if (file.context || settings.ignored) return undefined;
    return {
      settings,
      today: options.today(),
      rules: byId,
      peers,
      index,
      limits,
      locale,
      suppressions: options.suppressions ?? true,
      kept,
      settingProblems: configs.problems(file.path),
      linesOf: (path: string) => files.get(path)?.lines(),
    };
  };

  const check = (file: OpenFile, wanted: 'report' | 'settled'): CheckedFile | undefined => {
    const how = howToCheck(file);
    if (how === undefined) return undefined;
    const { settings, today } = how;
    const { revision } = index;
    const last = checked.get(file);
    // What is wrong with a configuration depends on those it builds upon.
    const config = file.format === 'seaworthy' ? configs.revision : 0;
    const isAlike =
      last?.settings === settings &&
      last.today === today &&
      last.config === config &&
      (last.reads === reads || !last.result.isLinked);
    if (isAlike && last.revision === revision && !(wanted === 'settled' && last.isSealed)) return last.result;
    awake.settle();
    const result = checkFile(file, how, isAlike && !last.isSealed ? last.result : undefined);
    const isSealed = options.once === true;
    if (isSealed) for (const { document } of file.documents) kept.delete(document);
    const stays = isSealed ? sealed(result) : result;
    checked.set(file, { settings, today, config, reads, revision, result: stays, isSealed });
    return wanted === 'settled' ? result : stays;
  };

  const isConfig = (path: string): boolean =>
    (typeof options.config === 'object' && options.config.path === path) || configs.isBase(path);

  const detectAs = (path: string, text: string, surroundings: Surroundings | undefined): Detection => {
    if (isConfig(path)) return { format: 'seaworthy', partial: undefined };
    const found = detect(path, text, surroundings);
    const isBuilt = found.format === undefined && !/\.(?:ya?ml|json)$/i.test(path) && links().targets.has(path);
    return isBuilt ? { ...found, format: 'dockerfile' } : found;
  };

  /** What others say of a file is looked up when somebody asks, so that opening many files stays cheap. */
  const outsideBefore = (path: string): SeenFromOutside =>
    files.get(path)?.outside ?? { targets: nowhere, isPartial: false };

  const open: Files['open'] = (path, text, how = {}) => {
    seen.add(path);
    awake.settle();
    const { context = false, surroundings } = how;
    const detection = detectAs(path, text, surroundings);
    const { format } = detection;
    if (format === undefined) forget(path);
    if (hasEvidence && !context) evidence.open(path, text);
    if (format !== undefined) read({ path, text, format, detection, context, surroundings }, outsideBefore(path));
    return detection;
  };

  /** Does what may change configurations. A file that none of them builds upon any more is then what it is by itself. */
  const releasing = <T>(change: () => T): T => {
    const { revision } = configs;
    const result = change();
    if (configs.revision === revision) return result;
    for (let before = -1; before !== configs.revision; ) {
      before = configs.revision;
      for (const { path, text, format, context, surroundings } of [...files.values()]) {
        if (format !== 'seaworthy' || isConfig(path)) continue;
        if (detect(path, text, surroundings).format === 'seaworthy') continue;
        open(path, text, { context, ...(surroundings ? { surroundings } : {}) });
      }
    }
    return result;
  };

  const conventionsOf = (path: string): Conventions => configs.settings(path, files.get(path)?.format).conventions;

  const paths = (): readonly string[] => [...files.keys()].sort();

  const checkAll = (): readonly CheckedFile[] => {
    refresh();
    return paths()
      .map((path) => files.get(path))
      .map((file) => file && check(file, 'report'))
      .filter((result) => result !== undefined);
  };

  return {
    open: (path, text, how) => releasing(() => open(path, text, how)),
    *openAhead(path, text, { context = false, surroundings } = {}) {
      const detection = detectAs(path, text, surroundings);
      const { format } = detection;
      if (format === undefined) return;
      const input = { path, text, format, detection, context, surroundings };
      const state = yield* openAhead(input, outsideBefore(path), knownOf(path), lifeOf(path, text.length), yaml);
      if (state) ahead.set(path, state);
    },
    *checkAhead(path) {
      refresh();
      const file = files.get(path);
      const how = file && howToCheck(file);
      if (file && how) yield* checkAhead(file, how);
    },
    close: (path) => releasing(() => forget(path)),
    refuse(path, reason) {
      seen.add(path);
      releasing(() => refuse(path, reason));
    },
    missing: () => [...new Set([...configs.wanted, ...links().wanted.filter((path) => !seen.has(path))])],
    references: () => [...links().wanted, ...links().referred].sort(),
    absent: configs.absent,
    referred: () => links().referred.filter((path) => !described.has(path)),
    describe(path, text, { ignored } = {}) {
      described.add(path);
      const before = index.contents(path);
      const contents = text === undefined || isBinary(text) ? undefined : readContents(path, text, ignored);
      if (JSON.stringify(before) === JSON.stringify(contents)) return;
      index.describe(path, contents);
    },
    get(path) {
      refresh();
      return files.get(path);
    },
    check(path) {
      refresh();
      const file = files.get(path);
      return file && check(file, 'report');
    },
    ship(path) {
      const file = files.get(path);
      return file && shipFile(file);
    },
    keepAwake: awake.keep,
    shipAll() {
      refresh();
      return [...files.values()].filter(({ format }) => format !== 'seaworthy').map(shipFile);
    },
    refusals: () => [...refused],
    adopt(file, textOf) {
      seen.add(file.path);
      const size = file.documents.reduce((sum, { length }) => sum + length, 0);
      enter(adoptFile(file, textOf, lifeOf(file.path, size), yaml));
    },
    judge(path) {
      refresh();
      const file = files.get(path);
      const found = file && check(file, 'report');
      return found && { report: found.report, unchecked: found.unchecked, isLinked: found.isLinked };
    },
    accept(path, found) {
      refresh();
      const file = files.get(path);
      if (file === undefined) return;
      const { revision } = index;
      const settings = configs.settings(path, file.format);
      const result = { settled: [], ran: [], ...found };
      checked.set(file, { settings, today: options.today(), config: 0, reads, revision, result, isSealed: true });
    },
    acquaint(path, contents) {
      described.add(path);
      index.describe(path, contents);
    },
    settled(path) {
      refresh();
      const file = files.get(path);
      return (file && check(file, 'settled')?.settled) ?? [];
    },
    checkAll,
    unchecked() {
      const broken = checkAll().flatMap((result) => result.unchecked);
      const unread = [...refused].map(([path, reason]) => ({ path, reason, range: undefined }));
      return [...unread, ...broken].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    },
    configOf(path) {
      const { config, ignored, locked } = configs.settings(path, files.get(path)?.format);
      return { path: config, ignored, locked };
    },
    activeRules: (path) => configs.settings(path).active,
    explainConfig: (path) =>
      explainConfig({
        rules,
        resolver: configs.resolver(path),
        path,
        format: files.get(path)?.format,
        textOf: configs.textOf,
      }),
    judged() {
      const reports = checkAll().map(({ report }) => report);
      const shown = new Set(reports.map(({ path }) => path));
      const looked = evidence.list().filter(({ path }) => !configs.settings(path).ignored);
      const documents = paths()
        .filter((path) => shown.has(path))
        .flatMap((path) => files.get(path)?.documents.map(({ document }) => document) ?? []);
      const lines = createLines(looked, (path) => files.get(path)?.lines());
      return {
        rules,
        index,
        documents,
        evidence: looked,
        today: options.today(),
        keptSteps,
        conventionsOf,
        // What another tool tells is as open as before.
        files: reports.map((report) =>
          report.left.length === 0 ? report : { ...report, findings: [...report.findings, ...report.left] },
        ),
        attestations: configs.attestations(),
        rangeOf: ({ path, span }) => lines(path).range(span),
        locale,
        version: options.version,
      };
    },
    conventionsOf,
    paths,
    index,
  };
}

/** A result, and under what it holds. */
interface Checked extends Pick<CheckOptions, 'settings' | 'today'> {
  /** Of the index. */
  readonly revision: number;
  readonly reads: number;
  /** Of the configurations, for one of them. */
  readonly config: number;
  readonly result: CheckedFile;
  /** True when nothing is left of it but plain data. */
  readonly isSealed: boolean;
}

const nowhere: ReadonlySet<string> = new Set();
