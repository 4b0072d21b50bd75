import type { ActiveRule, Settings } from '../config/resolve.js';
import { createIndex, type Index } from '../index/index.js';
import type { Document, EngineSubject, SubjectName, SubjectTypes } from '../model/document.js';
import type { Format, Level } from '../model/format.js';
import { levelOf, type OptionTable, type Report, type WorkspaceContext } from '../rule.js';
import type { Span } from '../span.js';

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
  /** Which findings count, where other settings hold for a part of the document; unset: all. */
  readonly keeps?: ((subject: SubjectTypes[SubjectName], at: Span) => boolean) | undefined;
}

/** Runs all active rules of a scope over a document. Subjects are built only when a rule asks for them. */
export function runRules(document: Document, options: RunOptions): Ran {
  const run = createRun(document, options);
  for (const active of options.settings.active.values()) {
    const { scope, on } = active.rule;
    if (scope !== options.scope || on === 'suppression' || on === 'setting' || !mayMeet(active, document)) continue;
    run.over(active, on === 'document' ? () => [document] : () => document[on]);
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
  const run = createRun(document, options);
  for (const active of options.settings.active.values()) {
    if (active.rule.on === name) run.over(active, () => subjects);
  }
  return run.result();
}

/** False when no subject of the document can be of a format that the rule speaks about. */
export function mayMeet({ rule }: ActiveRule, document: Document): boolean {
  // Kubernetes objects may carry alerts, recordings and scrape jobs.
  return (
    rule.kinds.includes(document.format) || (document.format === 'kubernetes' && rule.kinds.includes('prometheus'))
  );
}

/** What rules of document scope see of the workspace. */
const nothing: Index = createIndex();

function createRun(document: Document, { settings, scope, index, today, keeps }: RunOptions) {
  const findings: LocalFinding[] = [];
  const crashes = new Map<string, Crash>();
  const seen = scope === 'workspace' ? index : nothing;

  const crashed = (what: string, error: unknown, span: Span): void => {
    const message = error instanceof Error ? error.message : String(error);
    if (!crashes.has(what)) crashes.set(what, { what, message, span });
  };

  const check = (
    active: ActiveRule,
    context: WorkspaceContext<OptionTable>,
    subject: SubjectTypes[SubjectName],
  ): void => {
    const { rule } = active;
    const format = subject.format;
    if (!rule.kinds.includes(format)) return;
    try {
      for (const report of rule.check(subject, context)) {
        if (keeps !== undefined && !keeps(subject, report.at)) continue;
        findings.push({ active, level: finalLevel(active, report, format), report });
      }
    } catch (error) {
      crashed(rule.id, error, document.anchor);
    }
  };

  return {
    over(active: ActiveRule, list: () => readonly SubjectTypes[SubjectName][]): void {
      try {
        const subjects = list();
        if (subjects.length === 0) return;
        const { conventions } = settings;
        const context = { options: active.options, document, today, conventions, index: seen };
        for (const subject of subjects) check(active, context, subject);
      } catch (error) {
        // Every rule that asks for this list fails in the same way: one notice tells it.
        crashed(active.rule.on, error, document.anchor);
      }
    },
    result: (): Ran => ({ findings, crashes: [...crashes.values()] }),
  };
}

/** The configuration speaks last, then the finding itself, then its rule. */
function finalLevel({ rule, level }: ActiveRule, report: Report, format: Format): Level {
  return level ?? report.level ?? levelOf(rule, format);
}
