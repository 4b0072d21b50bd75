import type { ImageLife, WorkloadRow } from '../readiness/report.js';
import { bytes, days, type Locale, millicores, type Quantity, say, seconds } from '../text.js';
import { readinessTexts as texts } from './readiness-texts.js';

/** A cell of the table of workloads. */
export interface Cell {
  readonly text: string;
  /** True for what will hurt. */
  readonly isBad: boolean;
}

export function workloadHeads(locale: Locale): readonly string[] {
  const { workload, container, replicas, memory, cpu, checks, grace, image, support } = texts;
  return [workload, container, replicas, memory, cpu, checks, grace, image, support].map((head) => head[locale]);
}

/** One row, in the order of the heads. */
export function workloadCells(row: WorkloadRow, locale: Locale): readonly Cell[] {
  const cell = (text: string, isBad = false): Cell => ({ text, isBad });
  const unknown = cell(texts.unknown[locale]);
  const amount = (value: number | 'none' | undefined, as: (value: number) => Quantity, isBad: boolean): Cell => {
    if (value === undefined) return unknown;
    return value === 'none' ? cell(texts.none[locale], isBad) : cell(say(anything, locale, { value: as(value) }));
  };
  const { checks, support } = row;
  return [
    cell(row.workload === '' ? row.kind : `${row.workload} (${row.kind})`),
    cell(row.container),
    row.replicas === undefined ? unknown : cell(String(row.replicas)),
    amount(row.memory, bytes, true),
    // Many do without a CPU limit on purpose.
    amount(row.cpu, millicores, false),
    checks === undefined ? unknown : checks.length === 0 ? cell(texts.none[locale], true) : cell(checks.join(', ')),
    amount(row.grace, seconds, false),
    row.image === undefined ? unknown : cell(row.image),
    support === undefined ? unknown : cell(lifeText(support, locale), support.hasEnded),
  ];
}

const anything = { en: '{value}', ru: '{value}' };

function lifeText({ product, cycle, ends, daysLeft, hasEnded }: ImageLife, locale: Locale): string {
  const args = { product, cycle, date: ends ?? '' };
  if (hasEnded) return say(ends === undefined ? texts.endedOnce : texts.ended, locale, args);
  if (ends === undefined || daysLeft === undefined) return say(texts.noEnd, locale, args);
  return say(texts.ends, locale, { ...args, left: days(daysLeft) });
}
