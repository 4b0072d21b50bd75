import { readinessPillars, type Status, statuses } from '../readiness/item.js';
import { type CheckedItem, type NextStep, pickEvidence, type ReadinessReport } from '../readiness/report.js';
import { type Locale, say } from '../text.js';
import { visible } from '../visible.js';
import { pillarTitles, placeText, statusNames, readinessTexts as texts } from './readiness-texts.js';
import { palette, type Style } from './text.js';

/** Places shown for an item; the other formats show more. */
const shownPlaces = 3;

const colors: Readonly<Record<Status, Style>> = {
  met: 'green',
  partly: 'yellow',
  missing: 'red',
  unseen: 'dim',
  attested: 'cyan',
};

/** The checklist for people: each pillar with its items and where they are seen, then what to do next. */
export function printReadinessText(
  report: ReadinessReport,
  { locale, color }: { locale: Locale; color: boolean },
): string {
  const { paint } = palette(color);
  const blocks = readinessPillars.map((pillar) => {
    const counts = report.pillars[pillar];
    const list = statuses
      .filter((status) => counts[status] > 0)
      .map((status) => `${statusNames[status][locale]} ${counts[status]}`);
    const head = paint('bold', `${pillarTitles[pillar][locale]}: ${list.join(', ')}`);
    const items = report.items.filter((item) => item.pillar === pillar);
    return [head, ...items.flatMap((item) => itemLines(item, locale, paint))].join('\n');
  });
  const steps = report.next.flatMap((step, index) => stepLines(step, index, locale));
  blocks.push(
    [paint('bold', texts.next[locale]), ...(steps.length > 0 ? steps : [`  ${texts.nothingOpen[locale]}`])].join('\n'),
  );
  blocks.push(texts.noScore[locale]);
  return blocks.map((block) => `${block}\n`).join('\n');
}

type Paint = ReturnType<typeof palette>['paint'];

function itemLines(item: CheckedItem, locale: Locale, paint: Paint): readonly string[] {
  const { evidence, more, attestation, status, title, id } = item;
  const lines = [`  ${paint(colors[status], statusNames[status][locale])} ${title} ${paint('dim', `(${id})`)}`];
  if (attestation) {
    const note = attestation.counts ? '' : ` (${texts.notCounted[locale]})`;
    const words = [
      say(texts.attestedBy, locale, { who: attestation.who, when: attestation.when }),
      attestation.link,
      attestation.note,
    ];
    lines.push(`      ${visible(words.filter((word) => word !== undefined).join(', '))}${note}`);
  }
  for (const mark of pickEvidence(evidence, shownPlaces)) {
    const sign = mark.isGap ? paint('red', '-') : paint('green', '+');
    lines.push(`      ${sign} ${visible(`${placeText(mark)} ${mark.note}`)}`);
  }
  const rest = Math.max(0, evidence.length - shownPlaces) + more;
  if (rest > 0) lines.push(paint('dim', `        ${say(texts.more, locale, { count: rest })}`));
  return lines;
}

function stepLines(
  { title, text, topic, findings, finding }: NextStep,
  index: number,
  locale: Locale,
): readonly string[] {
  const lines = [`  ${index + 1}. ${title}: ${text}`];
  if (finding) {
    const count = say(texts.findings, locale, { count: findings });
    lines.push(
      visible(`     ${count}; ${texts.first[locale]}: ${placeText(finding)} ${finding.message} (${finding.rule})`),
    );
  }
  lines.push(`     ${say(texts.learn, locale, { topic })}`);
  return lines;
}
