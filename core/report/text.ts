import { type Level, levels, type Pillar } from '../model/format.js';
import type { LineIndex } from '../span.js';
import { type Locale, say, type Text } from '../text.js';
import { visible } from '../visible.js';
import type { Report, ReportedFile, ReportedFinding } from './report.js';

export interface TextOptions {
  readonly locale: Locale;
  readonly color: boolean;
  /** Text of a file of the report, for the lines that are shown; undefined: no lines are shown. */
  readonly source: (path: string) => { readonly text: string; readonly lines: LineIndex } | undefined;
  /** False: only the findings, without totals. */
  readonly summary: boolean;
}

/** The report for people: findings by file, each with its line, then totals by level and by pillar. */
export function printText(report: Report, options: TextOptions): string {
  const blocks = report.files.filter(({ findings }) => findings.length > 0).map((file) => printFile(file, options));
  if (options.summary) blocks.push(printSummary(report, options));
  return blocks.map((block) => `${block}\n`).join('\n');
}

function printFile(file: ReportedFile, options: TextOptions): string {
  const { paint } = palette(options.color);
  const source = options.source(file.path);
  const masked = new Set(file.maskedLines);
  const findings = file.findings.map((finding) => {
    const { start } = finding.range;
    const place = `${start.line + 1}:${start.character + 1}`;
    const level = paint(colors[finding.severity], levelNames[finding.severity][options.locale]);
    const head = `  ${place} ${level} ${visible(finding.message)} ${paint('dim', `(${finding.rule})`)}`;
    if (source === undefined || masked.has(start.line)) return head;
    return [head, ...excerpt(finding, source).map((line) => paint('dim', line))].join('\n');
  });
  return [paint('bold', visible(file.path)), ...findings].join('\n');
}

const longestLine = 120;

/** The line a finding begins on, and a line of carets below what it points at. */
function excerpt(
  { range }: ReportedFinding,
  source: { readonly text: string; readonly lines: LineIndex },
): readonly string[] {
  const { text, lines } = source;
  const { start, end } = range;
  const line = text.slice(lines.lineStart(start.line), lines.lineEnd(start.line));
  const indent = line.length - line.trimStart().length;
  const shown = visible(line.slice(indent, indent + longestLine));
  const from = Math.max(0, start.character - indent);
  if (from >= longestLine) return [];
  const to = end.line === start.line ? end.character - indent : line.length - indent;
  const width = Math.max(1, Math.min(to, longestLine, shown.length) - from);
  // Tabs keep their width, so that the carets stay below their text.
  const before = shown.slice(0, from).replace(/[^\t]/g, ' ');
  return [`      ${shown}`, `      ${before}${'^'.repeat(width)}`];
}

function printSummary({ summary }: Report, { locale, color }: TextOptions): string {
  const { paint } = palette(color);
  const files = say(texts.files, locale, { count: summary.files });
  if (summary.findings === 0) return `${paint('green', say(texts.clean, locale))} ${files}`;
  const byLevel = levels
    .filter((level) => summary.levels[level] > 0)
    .map((level) => `${levelNames[level][locale]} ${summary.levels[level]}`);
  const byPillar = pillars
    .filter((pillar) => summary.pillars[pillar] > 0)
    .map((pillar) => `${pillarNames[pillar][locale]} ${summary.pillars[pillar]}`);
  const total = say(texts.total, locale, { count: summary.findings, list: byLevel });
  const lines = [paint('bold', total), say(texts.pillars, locale, { list: byPillar })];
  if (summary.fixable > 0) lines.push(say(texts.fixable, locale, { count: summary.fixable }));
  return [...lines, files].join('\n');
}

/** In the order in which they are told. */
export const pillars: readonly Pillar[] = [
  'observability',
  'performance',
  'security',
  'reliability',
  'maintainability',
  'correctness',
];

/** Names of the chapters of the readiness checklist. */
export const pillarNames: Readonly<Record<Pillar, Text>> = {
  observability: { en: 'observability', ru: 'наблюдаемость' },
  performance: { en: 'performance', ru: 'производительность' },
  security: { en: 'security', ru: 'безопасность' },
  reliability: { en: 'reliability', ru: 'надёжность' },
  maintainability: { en: 'maintainability', ru: 'сопровождаемость' },
  correctness: { en: 'correctness', ru: 'корректность' },
};

export const levelNames: Readonly<Record<Level, Text>> = {
  error: { en: 'error', ru: 'ошибка' },
  warning: { en: 'warning', ru: 'предупреждение' },
  info: { en: 'info', ru: 'сведение' },
  hint: { en: 'hint', ru: 'совет' },
};

const texts = {
  clean: { en: 'No findings.', ru: 'Замечаний нет.' },
  files: { en: 'Files checked: {count}', ru: 'Проверено файлов: {count}' },
  total: { en: 'Findings: {count} ({list})', ru: 'Замечаний: {count} ({list})' },
  pillars: { en: 'By pillar: {list}', ru: 'По разделам: {list}' },
  fixable: { en: 'With a fix: {count}', ru: 'С исправлением: {count}' },
};

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan';

const colors: Readonly<Record<Level, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

/** Codes of ECMA-48, "Select Graphic Rendition". */
const codes: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 };

export function palette(color: boolean) {
  return { paint: (style: Style, text: string): string => (color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text) };
}
