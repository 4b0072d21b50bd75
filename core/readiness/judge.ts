import type { Index } from '../index/index.js';
import type { Document } from '../model/document.js';
import { type AssessOptions, assess } from './assess.js';
import type { EvidenceFile } from './evidence-files.js';
import type { ReadinessItem } from './item.js';
import type { ReadinessReport } from './report.js';
import { createSurvey, type KeptSteps, type Survey } from './survey.js';

/** What the checklist is asked about. */
export interface Judged extends Omit<AssessOptions, 'items' | 'survey'> {
  readonly index: Index;
  readonly documents: readonly Document[];
  readonly evidence: readonly EvidenceFile[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly keptSteps: KeptSteps;
  readonly conventionsOf: Survey['conventionsOf'];
}

/** What the checklist makes of a workspace. */
export function judge(items: readonly ReadinessItem[], judged: Judged): ReadinessReport {
  const { index, documents, evidence, today, keptSteps, conventionsOf } = judged;
  const survey = createSurvey(index, documents, evidence, today, keptSteps, conventionsOf);
  return assess({ ...judged, items, survey });
}
