import { readinessPillars, statuses } from '../readiness/item.js';
import { type CheckedItem, pickEvidence, type ReadinessReport, type WorkloadRow } from '../readiness/report.js';
import { type Locale, say } from '../text.js';
import { visible } from '../visible.js';
import { workloadCells, workloadHeads } from './readiness-cells.js';
import { pillarTitles, placeText, statusNames, readinessTexts as texts } from './readiness-texts.js';
import { levelNames } from './text.js';

/** Places shown for an item. */
const shownPlaces = 5;

/** The checklist as Markdown, for a pull request or a wiki. What was read from files is escaped. */
export function printReadinessMarkdown(report: ReadinessReport, locale: Locale): string {
  const blocks = [
    `# ${texts.title[locale]}`,
    escaped(say(texts.asOf, locale, { date: report.date, version: report.version })),
    overview(report, locale),
    `${texts.noScore[locale]}.`,
    `## ${texts.next[locale]}`,
    nextSteps(report, locale),
    ...readinessPillars.flatMap((pillar) => [
      `## ${pillarTitles[pillar][locale]}`,
      ...report.items.filter((item) => item.pillar === pillar).map((item) => itemBlock(item, locale)),
    ]),
    `## ${texts.workloads[locale]}`,
    workloads(report.workloads, locale),
    `## ${texts.byRule[locale]}`,
    rules(report, locale),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function overview({ pillars }: ReadinessReport, locale: Locale): string {
  const heads = [texts.pillar[locale], ...statuses.map((status) => statusNames[status][locale])];
  return table(
    heads,
    readinessPillars.map((pillar) => [
      pillarTitles[pillar][locale],
      ...statuses.map((status) => String(pillars[pillar][status])),
    ]),
  );
}

function nextSteps({ next }: ReadinessReport, locale: Locale): string {
  if (next.length === 0) return texts.nothingOpen[locale];
  return next
    .map(({ title, text, topic, findings, finding }, index) => {
      const parts = [`${index + 1}. **${title}**: ${text} (\`${say(texts.learn, locale, { topic })}\`)`];
      if (finding) {
        const count = say(texts.findings, locale, { count: findings });
        parts.push(`   ${count}; ${texts.first[locale]}: ${code(placeText(finding))} ${escaped(finding.message)}`);
      }
      return parts.join('\n');
    })
    .join('\n');
}

function itemBlock({ title, status, evidence, more, attestation, next }: CheckedItem, locale: Locale): string {
  const lines = [`### ${title}: ${statusNames[status][locale]}`];
  const points: string[] = [];
  if (attestation) {
    const { who, when, link, note, counts } = attestation;
    const words = [
      say(texts.attestedBy, locale, { who, when }),
      link,
      note,
      counts ? undefined : texts.notCounted[locale],
    ];
    points.push(`- ${escaped(words.filter((word) => word !== undefined).join('; '))}`);
  }
  for (const { isGap, note, ...place } of pickEvidence(evidence, shownPlaces)) {
    points.push(`- ${isGap ? `${texts.gap[locale]}: ` : ''}${escaped(note)} (${code(placeText(place))})`);
  }
  const rest = Math.max(0, evidence.length - shownPlaces) + more;
  if (rest > 0) points.push(`- ${say(texts.more, locale, { count: rest })}`);
  if (points.length > 0) lines.push(points.join('\n'));
  if (next !== undefined) lines.push(`${texts.nextStep[locale]}: ${next}.`);
  return lines.join('\n\n');
}

function workloads(rows: readonly WorkloadRow[], locale: Locale): string {
  if (rows.length === 0) return texts.noWorkloads[locale];
  return table(
    workloadHeads(locale),
    rows.map((row) => workloadCells(row, locale).map(({ text }) => escaped(text))),
  );
}

function rules({ rules: counts }: ReadinessReport, locale: Locale): string {
  if (counts.length === 0) return texts.noFindings[locale];
  const heads = [texts.rule, texts.level, texts.count, texts.firstPlace].map((head) => head[locale]);
  return table(
    heads,
    counts.map(({ rule, severity, count, first }) => [
      code(rule),
      levelNames[severity][locale],
      String(count),
      code(placeText(first)),
    ]),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text as text: none of it may be taken for markup. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~&@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A code span, in a table, too; a backtick cannot stand in one of these. */
function code(text: string): string {
  return `\`${visible(text)
    .replace(/[\r\n]+/g, ' ')
    .replace(/`/g, "'")
    .replace(/\|/g, '\\|')}\``;
}
