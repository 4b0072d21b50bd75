import type { Text } from '../text.js';

/** How long one rule may take over one document. */
export interface Budget {
  readonly milliseconds: number;
  /** A clock in milliseconds that never goes backwards. */
  readonly now: () => number;
}

/**
 * Stops a rule that takes too long or finds too much. It can only be stopped where it yields or comes to its next
 * subject: within one thread nothing else can.
 */
export interface Limits {
  /** The clock in milliseconds; it stands where nothing limits the time. */
  readonly now: () => number;
  /**
   * Throws when a rule has reached its end over the document at a path: it began at `began` and has given `reports` since.
   * What it throws says so; the rule is then named like any that throws.
   */
  hold(rule: string, path: string, began: number, reports: number): void;
}

/** Thrown at a rule that has reached its end. */
export class Stopped extends Error {
  /** What is told of it. */
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}

/** Nobody reads more findings of one rule in one document; a rule that yields for ever is none. */
const mostReports = 10_000;

/** What a rule that was stopped at a path may take there from then on, as a part of the whole: it is asked at each keystroke. */
const rest = 0.1;

/** Without a budget only the number of findings is limited. */
export function createLimits(budget: Budget | undefined): Limits {
  const { milliseconds, now } = budget ?? { milliseconds: Number.POSITIVE_INFINITY, now: () => 0 };
  /** Paths at which a rule was stopped. */
  const slow = new Map<string, Set<string>>();
  return {
    now,
    hold(rule, path, began, reports) {
      if (reports > mostReports) throw new Stopped(tooMany(rule));
      const taken = now() - began;
      if (taken <= milliseconds * rest) return;
      const paths = slow.get(rule) ?? new Set();
      if (taken <= milliseconds && !paths.has(path)) return;
      slow.set(rule, paths.add(path));
      throw new Stopped(tooLong(rule, Math.round(taken)));
    },
  };
}

const tooMany = (rule: string): Text => ({
  en: `stopped "${rule}" after ${mostReports} findings in one document, further ones are not told`,
  ru: `правило «${rule}» остановлено после ${mostReports} находок в одном документе, остальные не показаны`,
});

const tooLong = (rule: string, milliseconds: number): Text => ({
  en: `stopped "${rule}" after ${milliseconds} ms over one document, its findings there are not complete`,
  ru: `правило «${rule}» остановлено через ${milliseconds} мс работы над одним документом, его находки там неполны`,
});
