import type { Place } from '../span.js';
import type { Arguments, Text } from '../text.js';
import type { Survey } from './survey.js';

/** The chapters of the checklist, in its order. */
export const readinessPillars = ['observability', 'performance', 'security', 'reliability'] as const;
export type ReadinessPillar = (typeof readinessPillars)[number];

/**
 * `met`: the files show it. `partly`: they show a part of it, or also where it is lacking. `missing`: they would show it
 * and do not. `unseen`: it may be done, and files like these would not show it. `attested`: a person says so.
 */
export const statuses = ['met', 'partly', 'missing', 'unseen', 'attested'] as const;
export type Status = (typeof statuses)[number];

/** What is at stake where an item is open, the worst first: data is lost, users are cut off, others get in, nobody sees. */
export const stakes = ['data', 'users', 'intruders', 'sight'] as const;
export type Stakes = (typeof stakes)[number];

/**
 * A place that speaks about an item. `proof`: it is done here. `part`: half of it, which alone makes nobody ready.
 * `gap`: it is lacking here.
 */
export interface Mark {
  readonly kind: 'proof' | 'part' | 'gap';
  readonly place: Place;
  readonly note: Text;
  readonly with?: Arguments;
}

/** One question of the checklist. */
export interface ReadinessItem {
  /** Equal to the name of its file. */
  readonly id: string;
  readonly pillar: ReadinessPillar;
  /** Its place in the pillar, from 1 to 6. */
  readonly number: number;
  readonly title: Text;
  /** Topic of the course that explains it. */
  readonly topic: string;
  /** Topics whose findings at level error or warning speak against it; none where they are about something else. */
  readonly findings: readonly string[];
  readonly stakes: Stakes;
  /** What to do first where it is open. */
  readonly next: Text;
  /** Everything in the workspace that speaks about it. */
  evidence(survey: Survey): Iterable<Mark>;
  /** What it means that nothing does. Never asked where there is nothing to deploy: then nothing can be seen. */
  readonly absent: 'missing' | 'unseen' | ((survey: Survey) => 'missing' | 'unseen');
}
