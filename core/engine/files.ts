import type { Checker, CheckerOptions } from '../checker.js';
import { createIndex, type MutableIndex } from '../index/index.js';
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
import {
  type Checked,
  type CheckedFile,
  type CheckOptions,
  checkAhead,
  checkFile,
  type KeptFindings,
  sealed,
} from './check.js';
import { createConfigs } from './configs.js';
import { createEarlyChecks } from './early.js';
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
import { judgeable } from './judgeable.js';
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

const nowhere: ReadonlySet<string> = new Set();

/** How often files are read again because others changed what they are; two rounds suffice unless links go in circles. */
const maxRounds = 5;

export function createFiles(options: CheckerOptions, yaml: () => YamlFormats): Files {
  const { rules, items = [], hasEvidence = false, locale } = options;
  const index = createIndex();
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
  const early = createEarlyChecks();
  /** Counts what was read: places in other files may have moved. */
  let reads = 0;
  /** What was read of files ahead of their opening. */
  const ahead = new Map<string, KnownState>();
  /** The links under which every file was last read; undefined when a file has come since. */
  let heeded: Links | undefined;

  const links = (): Links => index.derive(readLinks);

  const outsideOf = (path: string, { targets, partial }: Links): SeenFromOutside => ({
    targets: targets.get(path) ?? nowhere,
    isPartial: partial.has(path),
  });

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
      heed(files.values(), heeded);
    }
    heeded = links();
  };

  /** Reads those again of which the links say otherwise. */
  const heed = (some: Iterable<OpenFile>, said: Links): void => {
    const stale = [...some].filter((file) => !sameOutside(file.outside, outsideOf(file.path, said)));
    for (const file of stale) read(file, outsideOf(file.path, said));
  };

  /**
   * Before too many files are awake, they are checked with what is known of each other, and rest. One is read again only
   * when it turns out that files outside of this part have a say in what was found.
   */
  const makeRoom = (): void => {
    if (!awake.isFull()) return;
    const paths = awake.paths();
    const part = (): readonly OpenFile[] => paths.flatMap((path) => files.get(path) ?? []);
    heed(part(), index.part(paths).derive(readLinks));
    const known = index.part(paths);
    for (const file of part()) {
      // What is wrong with a configuration hangs on those it builds upon.
      if (isReported(file) && file.format !== 'seaworthy') early.check(file, howFor(file, known));
    }
    awake.settle();
  };

  const isReported = ({ path, format, context }: OpenFile): boolean =>
    !context && !configs.settings(path, format).ignored;

  const howFor = ({ path, format }: OpenFile, over: MutableIndex): CheckOptions => ({
    settings: configs.settings(path, format),
    today: options.today(),
    rules: byId,
    peers,
    index: over,
    limits,
    locale,
    suppressions: options.suppressions ?? true,
    kept,
    settingProblems: configs.problems(path),
    linesOf: (other) => files.get(other)?.lines(),
  });

  const check = (file: OpenFile, wanted: 'report' | 'settled'): CheckedFile | undefined => {
    if (!isReported(file)) return undefined;
    const how = howFor(file, index);
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
    const known = wanted === 'report' ? early.take(file, how) : undefined;
    const result = known ?? checkFile(file, how, isAlike && !last.isSealed ? last.result : undefined);
    const isSealed = known !== undefined || options.once === true;
    if (isSealed) for (const { document } of file.documents) kept.delete(document);
    const stays = known ?? (isSealed ? sealed(result) : result);
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
    makeRoom();
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

  const notIgnored = <Place extends { path: string }>(places: readonly Place[]): readonly Place[] =>
    places.filter(({ path }) => !configs.settings(path).ignored);

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
      if (file && isReported(file)) yield* checkAhead(file, howFor(file, index));
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
    judged: () => ({
      ...judgeable(options, files, checkAll(), notIgnored(evidence.list())),
      index,
      keptSteps,
      conventionsOf,
      attestations: configs.attestations(),
    }),
    conventionsOf,
    paths,
    index,
  };
}
