import {
  confuse,
  everyRule,
  learnWords,
  randomBytes,
  readSamples,
  type Sample,
  type Words,
  wordTree,
} from './inputs.js';
import { createDice, type Dice, mutate } from './mutate.js';
import type { CaseFile } from './pages.js';
import { answer, judge, judgeFix, judgeRest, openAll, surroundings } from './promises.js';
import { judgeSecret, secretSamples } from './secret-samples.js';

/** A promise of the engine that did not hold, with the text it did not hold for. */
export interface Failure {
  readonly round: number;
  readonly what: string;
  readonly files: readonly CaseFile[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** How many samples are taken; each is damaged several times. */
  readonly rounds: number;
  /** Asked before each round; the run ends early when it says no. */
  readonly goOn?: () => boolean;
  /** Told of each input before it is tried, so that a watchdog knows where the run hangs. */
  readonly onInput?: (round: number, files: readonly CaseFile[]) => void;
}

export interface FuzzResult {
  readonly rounds: number;
  /** Texts that were read, checked, explained and printed. */
  readonly inputs: number;
  readonly fixes: number;
  /** Inputs that held a secret which was found out and was in nothing printed. */
  readonly secrets: number;
  readonly failures: readonly Failure[];
}

/** One of so many texts is asked about at each of its places: that costs as much as all else that is asked of it, and more. */
const everywhere = 5;

/** Damages real files again and again, and holds the engine to what it promises for any text. */
export function fuzz({ seed, rounds, goOn = () => true, onInput = () => {} }: FuzzOptions): FuzzResult {
  const dice = createDice(seed);
  const samples = readSamples();
  const words = learnWords(samples);
  const failures: Failure[] = [];
  let inputs = 0;
  let fixes = 0;
  let secrets = 0;
  let round = 0;
  for (; round < rounds && goOn(); round++) {
    const faults: string[] = [];
    let files: Sample = [];
    /** What was found so far belongs to the files as they are now. */
    const note = (): void => {
      for (const what of new Set(faults.splice(0))) failures.push({ round, what, files });
    };
    const donor = dice.pick(dice.pick(samples, []), { path: '', text: '' });
    const { sample, isSecret } = choose(samples, words, dice);
    let index = dice.roll(sample.length);
    files = configured(sample, dice);
    const longLived = openAll(files, faults);
    for (let step = 0; step < 3; step++) {
      // Now and then another file: what is known of the others must hold, and no more than that.
      if (step > 0 && dice.roll(2) === 0) index = dice.roll(sample.length);
      files = files.map((file, i) => (i === index ? { ...file, text: damage(file, donor.text, dice) } : file));
      const changed = files[index];
      if (changed === undefined) break;
      onInput(round, files);
      inputs++;
      longLived.open(changed.path, changed.text, surroundings(files));
      answer(longLived, files);
      faults.push(...judge(files, changed, longLived, { dice, everywhere: dice.roll(everywhere) === 0 }));
      if (isSecret) {
        const { wasHidden, leaks } = judgeSecret(longLived, files);
        if (wasHidden) secrets++;
        faults.push(...leaks);
      }
      note();
    }
    const damaged = files[index];
    if (damaged === undefined) continue;
    faults.push(...judgeRest(files, damaged, dice));
    const offered = longLived.fixes(damaged.path);
    const fix = offered[dice.roll(offered.length)];
    if (fix !== undefined) {
      fixes++;
      faults.push(...judgeFix(files, damaged, fix));
    }
    note();
  }
  return { rounds: round, inputs, fixes, secrets, failures };
}

/** Mostly real files; else known words in no order, bytes without sense, or a file with a secret to be kept. */
function choose(samples: readonly Sample[], words: Words, dice: Dice): { sample: Sample; isSecret: boolean } {
  const kind = dice.roll(10);
  if (kind === 0) return { sample: randomBytes(dice), isSecret: false };
  if (kind < 3) return { sample: wordTree(words, dice), isSecret: false };
  if (kind === 3) return { sample: dice.pick(secretSamples, []), isSecret: true };
  return { sample: dice.pick(samples, []), isSecret: false };
}

/** Under the defaults, the strict preset, or every rule there is. A configuration comes last, so that places stay. */
function configured(sample: Sample, dice: Dice): Sample {
  const path = '/.seaworthy.yaml';
  const text = dice.pick(['', 'extends: strict\n', everyRule], '');
  return text === '' || sample.some((file) => file.path === path) ? sample : [...sample, { path, text }];
}

function damage({ path, text }: CaseFile, donor: string, dice: Dice): string {
  const isYaml = /\.(?:ya?ml|json|rules)$/.test(path);
  return isYaml && dice.roll(3) === 0 ? confuse(text, dice) : mutate(text, donor, dice);
}

/** How many shorter texts are tried for one failure. */
const patience = 400;

/**
 * The same kind of failure with as little text as can be: lines are left out as long as it stays. A failure that needs
 * the edits that led to it stays as it is.
 */
export function shorten(failure: Failure): Failure {
  const kind = failure.what.slice(0, 60);
  const faultsOf = (files: readonly CaseFile[]): readonly string[] =>
    files.flatMap((file) => {
      const workspace = openAll(files, []);
      const fixes = workspace.fixes(file.path).flatMap((fix) => judgeFix(files, file, fix));
      const dice = createDice(1);
      const { leaks } = judgeSecret(workspace, files);
      return [
        ...judge(files, file, workspace, { dice, everywhere: true }),
        ...judgeRest(files, file, dice),
        ...fixes,
        ...leaks,
      ];
    });
  const fails = (files: readonly CaseFile[]): string | undefined =>
    faultsOf(files).find((what) => what.startsWith(kind));
  let tries = 0;
  let { what, files } = failure;
  for (const path of files.map((file) => file.path)) {
    for (let size = 64; size >= 1; size = Math.floor(size / 2)) {
      for (let from = 0; tries < patience; from += size) {
        const lines = files.find((file) => file.path === path)?.text.split('\n') ?? [];
        if (from >= lines.length) break;
        const text = lines.toSpliced(from, size).join('\n');
        const shorter = files.map((file) => (file.path === path ? { path, text } : file));
        tries++;
        const still = fails(shorter);
        if (still === undefined) continue;
        what = still;
        files = shorter;
        from -= size;
      }
    }
  }
  return { ...failure, what, files };
}
