import type { ActiveRule, Settings } from '../config/active.js';
import { createIndex, type Index } from '../index/index.js';
import { once } from '../kept.js';
import type { Document, EngineSubject, SubjectName, SubjectTypes } from '../model/document.js';
import type { Format, Level } from '../model/format.js';
import { levelOf, type Report } from '../rule.js';
import type { Span } from '../span.js';
import { finish, type Steps } from '../steps.js';
import type { Limits } from './budget.js';

/** What a rule said about a document, at its final level. Spans are the document's own. */
export interface LocalFinding {
  readonly active: ActiveRule;
  readonly level: Level;
  readonly report: Report;
  /** Those that it tells as one; unset for one that stands for itself. */
  readonly parts?: readonly LocalFinding[];
}

/** A rule, or a list of subjects, that threw. It hides nothing else and is told once. */
export interface Crash {
  /** Id of the rule, or name of the subject. */
  readonly what: string;
  readonly message: string;
  readonly span: Span;
}

/** What running rules over a document gave. */
export interface Ran {
  readonly findings: readonly LocalFinding[];
  readonly crashes: readonly Crash[];
}

/** What the rules are run with. */
export interface RunOptions {
  readonly settings: Settings;
  readonly scope: 'document' | 'workspace';
  /** What rules of workspace scope see; the others see an empty one. */
  readonly index: Index;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly limits: Limits;
  /** Which findings count, where other settings hold for a part of the document; unset: all. */
  readonly keeps?: ((subject: SubjectTypes[SubjectName], at: Span) => boolean) | undefined;
}

/** Runs all active rules of a scope over a document. Subjects are built only when a rule asks for them. */
export function* runRules(document: Document, options: RunOptions): Steps<Ran> {
  const run = createRun(document, options);
  for (const active of rulesOf(options.settings)(options.scope, document.format)) {
    const { on } = active.rule;
    if (on === 'suppression' || on === 'setting') continue;
    const subjects = run.list(on, () => (on === 'document' ? [document] : document[on]));
    if (subjects.length > 0) yield* run.over(active, subjects);
  }
  return run.result();
}

/** Runs the rules on one kind of subject that the engine itself supplies. */
export function runEngineRules<Name extends EngineSubject>(
  document: Document,
  name: Name,
  subjects: readonly SubjectTypes[Name][],
  options: RunOptions,
): Ran {
  if (subjects.length === 0) return { findings: [], crashes: [] };
  const run = createRun(document, options);
  for (const active of options.settings.active.values()) {
    if (active.rule.on === name) finish(run.over(active, subjects));
  }
  return run.result();
}

/** The active rules of a scope that may say something about documents of a format, in the order of the settings. */
const rulesOf = once(({ active }: Settings) => {
  const known = new Map<string, readonly ActiveRule[]>();
  return (scope: RunOptions['scope'], format: Format): readonly ActiveRule[] => {
    const key = `${scope} ${format}`;
    const rules =
      known.get(key) ?? [...active.values()].filter((one) => one.rule.scope === scope && mayMeet(one, format));
    known.set(key, rules);
    return rules;
  };
});

/** False when no subject of a document of this format can be of one that the rule speaks about. */
export function mayMeet({ rule }: ActiveRule, format: Format): boolean {
  // Kubernetes objects may carry alerts, recordings and scrape jobs.
  return rule.kinds.includes(format) || (format === 'kubernetes' && rule.kinds.includes('prometheus'));
}

/** What rules of document scope see of the workspace. */
const nothing: Index = createIndex();

/** How many subjects are looked at in one step, and how many reports are taken. */
const handful = 32;

function createRun(document: Document, { settings, scope, index, today, limits, keeps }: RunOptions) {
  const findings: LocalFinding[] = [];
  const crashes = new Map<string, Crash>();
  const seen = scope === 'workspace' ? index : nothing;
  const { conventions } = settings;
  let looked = 0;
  /** When the rule that is at work began. */
  let began = 0;

  /** What is done meanwhile is no work of the rule. */
  function* rest(): Steps<void> {
    const taken = limits.now() - began;
    yield;
    began = limits.now() - taken;
  }

  const crashed = (what: string, error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    if (!crashes.has(what)) crashes.set(what, { what, message, span: document.anchor });
  };

  return {
    /** Subjects of a kind. Where they cannot be computed every rule about them fails in the same way: one notice tells it. */
    list(on: SubjectName, compute: () => readonly SubjectTypes[SubjectName][]): readonly SubjectTypes[SubjectName][] {
      try {
        return compute();
      } catch (error) {
        crashed(on, error);
        return [];
      }
    },
    *over(active: ActiveRule, subjects: readonly SubjectTypes[SubjectName][]): Steps<void> {
      const { rule, options } = active;
      const context = { options, document, today, conventions, index: seen };
      began = limits.now();
      let reports = 0;
      let isFirst = true;
      for (const subject of subjects) {
        const { format } = subject;
        if (!rule.kinds.includes(format)) continue;
        try {
          if (!isFirst) limits.hold(rule.id, document.path, began, reports);
          isFirst = false;
          for (const report of rule.check(subject, context)) {
            if (report !== undefined) reports++;
            limits.hold(rule.id, document.path, began, reports);
            if (report !== undefined && (keeps === undefined || keeps(subject, report.at))) {
              findings.push({ active, level: finalLevel(active, report, format), report });
            }
            if (report === undefined || ++looked % handful === 0) yield* rest();
          }
        } catch (error) {
          crashed(rule.id, error);
        }
        if (++looked % handful === 0) yield* rest();
      }
    },
    result: (): Ran => ({ findings, crashes: [...crashes.values()] }),
  };
}

/** The configuration speaks last, then the finding itself, then its rule. */
function finalLevel({ rule, level }: ActiveRule, report: Report, format: Format): Level {
  return level ?? report.level ?? levelOf(rule, format);
}
