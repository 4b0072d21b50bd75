import type { OptionTable, Report, Rule, WorkspaceContext } from '../rule.js';

/** How long one rule may take over one document. */
export interface Budget {
  readonly milliseconds: number;
  /** A clock in milliseconds that never goes backwards. */
  readonly now: () => number;
}

/** Nobody reads more findings of one rule in one document; a rule that yields for ever is none. */
const mostReports = 10_000;

/** What a rule that was stopped at a path may take there from then on, as a part of the whole: it is asked at each keystroke. */
const rest = 0.1;

/** What a rule has taken of its budget in one run over a document. */
interface Spent {
  milliseconds: number;
  reports: number;
}

/**
 * A rule that is stopped when it takes too long or finds too much; it throws then, and is named like any rule that does.
 * It can only be stopped where it yields or comes to its next subject: within one thread nothing else can.
 */
export function limited(rule: Rule, budget: Budget | undefined): Rule {
  /** A run hands the same context to each subject of the document. */
  const spent = new WeakMap<WorkspaceContext<OptionTable>, Spent>();
  const slow = new Set<string>();

  return {
    ...rule,
    check(subject, context) {
      const { path } = context.document;
      const taken = spent.get(context) ?? { milliseconds: 0, reports: 0 };
      spent.set(context, taken);
      const most = budget === undefined ? Number.POSITIVE_INFINITY : budget.milliseconds * (slow.has(path) ? rest : 1);

      const stopIfOver = (): void => {
        if (taken.reports > mostReports) throw new Error(`stopped after ${mostReports} findings in one document`);
        if (taken.milliseconds <= most) return;
        slow.add(path);
        throw new Error(`stopped after ${Math.round(taken.milliseconds)} ms over one document`);
      };
      /** The time that a step takes counts, whether it gives something or throws. */
      const timed = <T>(step: () => T): T => {
        if (budget === undefined) return step();
        const began = budget.now();
        try {
          return step();
        } finally {
          taken.milliseconds += budget.now() - began;
        }
      };

      return {
        [Symbol.iterator](): Iterator<Report> {
          stopIfOver();
          const reports = timed(() => rule.check(subject, context)[Symbol.iterator]());
          return {
            next() {
              const step = timed(() => reports.next());
              if (step.done !== true) {
                taken.reports++;
                stopIfOver();
              }
              return step;
            },
          };
        },
      };
    },
  };
}
