import { isGlob, isRegistry } from '../../core/config/glob.js';
import type { Format } from '../../core/model/format.js';
import type { Rule } from '../../core/rule.js';
import type { Text } from '../../core/text.js';

/** Where something comes from: the key or the id in the other tool's file. */
type From = { readonly from: string };

/** A rule that the other tool's file is about, at a level of ours. */
export type TakenRule = { readonly rule: string; readonly level: string } & From;

/** What a configuration file of another tool means in ours. */
export interface Taken {
  /** Set when the other tool starts from all of its checks, or from none. */
  readonly preset: ({ readonly name: 'strict' | 'none' } & From) | undefined;
  /** Rules that speak about nothing but what the other tool reads. Each once. */
  readonly rules: readonly TakenRule[];
  /** The rest, for the formats and files that the other tool's file is about. */
  readonly overrides: readonly TakenOverride[];
  readonly ignore: readonly ({ readonly glob: string } & From)[];
  readonly trusted: readonly ({ readonly registry: string } & From)[];
  /** What has no counterpart, and why. */
  readonly left: readonly Left[];
}

export interface TakenOverride {
  readonly formats: readonly Format[];
  /** Undefined: all. */
  readonly files: readonly string[] | undefined;
  readonly reason: string | undefined;
  readonly rules: readonly TakenRule[];
}

export interface Left {
  /** As the other tool's file has it. */
  readonly what: string;
  readonly why: Text;
}

/** What one entry of the other tool's file says about a rule of ours. */
export interface Said extends TakenRule {
  readonly formats: readonly Format[];
  readonly files?: readonly string[];
  readonly reason?: string | undefined;
}

/** Collects while a file is read. */
export interface Taking {
  preset: Taken['preset'];
  /** In the order in which they were met; of several about the same the first counts. */
  readonly said: Said[];
  readonly ignore: Taken['ignore'][number][];
  readonly trusted: Taken['trusted'][number][];
  readonly left: Left[];
}

export function startTaking(): Taking {
  return { preset: undefined, said: [], ignore: [], trusted: [], left: [] };
}

/**
 * Sorts what was said: a rule of ours may speak about more than the other tool reads, and then the rest of it stays as it
 * is.
 */
export function finishTaking({ said, ignore, trusted, left, preset }: Taking, rules: readonly Rule[]): Taken {
  const kindsOf = new Map(rules.map(({ id, kinds }) => [id, kinds.filter((kind) => kind !== 'seaworthy')]));
  const own: TakenRule[] = [];
  const overrides = new Map<string, TakenOverride & { readonly rules: TakenRule[] }>();
  const seen = new Set<string>();
  for (const { rule, level, from, formats, files, reason } of said) {
    const key = JSON.stringify([formats, files, reason]);
    if (seen.has(`${rule} ${key}`)) continue;
    seen.add(`${rule} ${key}`);
    const isOfFormat = kindsOf.get(rule)?.every((kind) => formats.some((format) => format === kind)) === true;
    if (isOfFormat && files === undefined) own.push({ rule, level, from });
    else {
      const known = overrides.get(key) ?? { formats, files, reason, rules: [] };
      known.rules.push({ rule, level, from });
      overrides.set(key, known);
    }
  }
  // Those for some files only speak last.
  const inOrder = [...overrides.values()].sort((a, b) => Number(a.files !== undefined) - Number(b.files !== undefined));
  // What our own configuration would refuse must not get into it.
  const isGood = ({ glob }: Taken['ignore'][number]): boolean => isGlob(glob);
  const isHost = ({ registry }: Taken['trusted'][number]): boolean => isRegistry(registry);
  const refused = [
    ...ignore.filter((one) => !isGood(one)).map(({ glob, from }) => `${keyIn(from)}: ${glob}`),
    ...trusted.filter((one) => !isHost(one)).map(({ registry, from }) => `${keyIn(from)}: ${registry}`),
  ];
  return {
    preset,
    rules: own,
    overrides: inOrder,
    ignore: ignore.filter(isGood),
    trusted: trusted.filter(isHost),
    left: [...left, ...refused.map((what) => ({ what, why: whys.value }))],
  };
}

/** `hadolint trustedRegistries`: the name of the tool is known where this is read. */
function keyIn(from: string): string {
  return from.slice(from.indexOf(' ') + 1);
}

/** Why something was not taken over. */
export const whys = {
  noRule: { en: 'no rule of ours is the same', ru: 'такого же правила у нас нет' },
  failOn: { en: 'it is --fail-on of the command line', ru: 'это --fail-on командной строки' },
  format: { en: 'it is --format of the command line', ru: 'это --format командной строки' },
  inline: { en: 'it is --no-inline-ignores of the command line', ru: 'это --no-inline-ignores командной строки' },
  baseline: { en: 'it is --baseline of the command line', ru: 'это --baseline командной строки' },
  regex: {
    en: 'it is a regular expression, and globs cannot say the same for sure',
    ru: 'это регулярное выражение, шаблоном его точно не выразить',
  },
  outside: { en: 'it is a path of one machine', ru: 'это путь на одной машине' },
  unknown: { en: 'we have nothing like it', ru: 'у нас нет ничего подобного' },
  value: { en: 'its value is not understood', ru: 'значение непонятно' },
  package: { en: 'we do not look into packages of images', ru: 'пакеты внутри образов мы не смотрим' },
  wildcard: { en: 'name the rules one by one', ru: 'правила нужно назвать по одному' },
  expired: { en: 'its day is over', ru: 'срок вышел' },
  dated: {
    en: 'taken over without its last day, which we cannot say',
    ru: 'взято без срока: его у нас указать нельзя',
  },
  code: {
    en: 'it is code, and nothing from a workspace is run',
    ru: 'это код, а из рабочей области ничего не запускается',
  },
  since: { en: 'it is --changed-since of the command line', ru: 'это --changed-since командной строки' },
  offline: { en: 'nothing is asked over the network', ru: 'по сети ничего не спрашивается' },
  matching: {
    en: 'we cannot say it for some alerts and rules of a file only',
    ru: 'для отдельных алертов и правил внутри файла мы этого сказать не можем',
  },
  flags: {
    en: 'kube-score keeps no configuration file; its annotations count as they are',
    ru: 'у kube-score нет файла настроек; его аннотации действуют и так',
  },
  broken: { en: 'it cannot be parsed', ru: 'он не разбирается' },
} satisfies Record<string, Text>;
