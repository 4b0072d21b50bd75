import type { ActiveRule, Settings } from '../config/active.js';
import { createIndex, type Index } from '../index/index.js';
import { once } from '../kept.js';
import type { Document, EngineSubject, SubjectName, SubjectTypes } from '../model/document.js';
import type { Format, Level } from '../model/format.js';
import { levelOf, type Report } from '../rule.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import type { Text } from '../text.js';
import { type Limits, Stopped } from './budget.js';

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
  readonly reason: Text;
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
    const subjects = run.list(active.rule.on);
    if (subjects.length === 0) continue;
    const turn = beginTurn(active, subjects);
    while (run.goOn(turn)) yield;
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
    if (active.rule.on !== name) continue;
    const turn = beginTurn(active, subjects);
    while (run.goOn(turn));
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

type Subjects = readonly SubjectTypes[SubjectName][];

/** A rule at work on the subjects of a document: no generator, for there are as many as rules and documents. */
interface Turn {
  readonly active: ActiveRule;
  readonly subjects: Subjects;
  /** Which of the subjects it is at. */
  at: number;
  /** What it says of that one; undefined before it begins to. */
  said: Iterator<Report | undefined> | undefined;
  /** In milliseconds, those left out in which it rested; undefined before it begins. */
  taken: number | undefined;
  reports: number;
}

function beginTurn(active: ActiveRule, subjects: Subjects): Turn {
  return { active, subjects, at: 0, said: undefined, taken: undefined, reports: 0 };
}

function createRun(document: Document, { settings, scope, index, today, limits, keeps }: RunOptions) {
  const findings: LocalFinding[] = [];
  const crashes = new Map<string, Crash>();
  const seen = scope === 'workspace' ? index : nothing;
  const { conventions } = settings;
  let looked = 0;

  const crashed = (what: string, error: unknown): void => {
    const reason = error instanceof Stopped ? error.reason : internalError(what, error);
    if (!crashes.has(what)) crashes.set(what, { what, reason, span: document.anchor });
  };

  const rests = (turn: Turn, began: number): true => {
    turn.taken = limits.now() - began;
    return true;
  };

  return {
    /**
     * Subjects of a kind; none of those that the engine itself supplies. Where they cannot be computed every rule about
     * them fails in the same way: one notice tells it.
     */
    list(on: SubjectName): Subjects {
      if (on === 'document') return [document];
      if (on === 'suppression' || on === 'setting') return [];
      try {
        return document[on];
      } catch (error) {
        crashed(on, error);
        return [];
      }
    },
    /** Goes on with a rule. True: it rests, and what is done meanwhile is no work of the rule. False: it has said all. */
    goOn(turn: Turn): boolean {
      const { active, subjects } = turn;
      const { rule, options } = active;
      const context = { options, document, today, conventions, index: seen };
      const began = limits.now() - (turn.taken ?? 0);
      for (; turn.at < subjects.length; turn.at++) {
        const subject = subjects[turn.at];
        if (subject === undefined || !rule.kinds.includes(subject.format)) continue;
        try {
          if (turn.said === undefined) {
            if (turn.taken !== undefined) limits.hold(rule.id, document.path, began, turn.reports);
            turn.taken ??= 0;
            turn.said = rule.check(subject, context)[Symbol.iterator]();
          }
          for (let next = turn.said.next(); next.done !== true; next = turn.said.next()) {
            const report = next.value;
            if (report !== undefined) turn.reports++;
            limits.hold(rule.id, document.path, began, turn.reports);
            if (report !== undefined && (keeps === undefined || keeps(subject, report.at))) {
              findings.push({ active, level: finalLevel(active, report, subject.format), report });
            }
            if (report === undefined || ++looked % handful === 0) return rests(turn, began);
          }
        } catch (error) {
          crashed(rule.id, error);
        }
        turn.said = undefined;
        if (++looked % handful === 0) {
          turn.at++;
          return rests(turn, began);
        }
      }
      return false;
    },
    result: (): Ran => ({ findings, crashes: [...crashes.values()] }),
  };
}

function internalError(what: string, error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  return { en: `internal error in "${what}": ${message}`, ru: `внутренняя ошибка в «${what}»: ${message}` };
}

/** The configuration speaks last, then the finding itself, then its rule. */
function finalLevel({ rule, level }: ActiveRule, report: Report, format: Format): Level {
  return level ?? report.level ?? levelOf(rule, format);
}
