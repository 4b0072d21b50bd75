import { levels } from '../model/format.js';
import type { Rule } from '../rule.js';
import type { LineIndex } from '../span.js';
import { type Locale, say, type Text } from '../text.js';
import { escapeHtml, fileAddress, htmlPage, htmlSection, htmlTable } from './html-page.js';
import type { Report, ReportedFile, ReportedFinding, ReportedPlace } from './report.js';
import { levelNames, pillarNames, pillars } from './text.js';

export interface HtmlOptions {
  readonly locale: Locale;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** For what the rules claim, and why. */
  readonly rules: readonly Rule[];
  /** Text of a file of the report, for the lines that are shown; undefined: no lines are shown. */
  readonly source: (path: string) => { readonly text: string; readonly lines: LineIndex } | undefined;
}

/** The report as one page, by rule and by file. It links to files relative to where it lies, and loads nothing. */
export function printHtml(report: Report, options: HtmlOptions): string {
  const { locale, today } = options;
  const files = report.files.filter(({ findings }) => findings.length > 0);
  return htmlPage({
    locale,
    title: texts.title[locale],
    under: say(texts.asOf, locale, { date: today, version: report.version }),
    skip: { to: 'findings', text: texts.byFile[locale] },
    sections: [
      htmlSection('overview', texts.overview[locale], overview(report, locale)),
      ...(report.unchecked.length === 0
        ? []
        : [htmlSection('unchecked', texts.unchecked[locale], unchecked(report, locale))]),
      htmlSection('rules', texts.byRule[locale], byRule(report, options)),
      htmlSection(
        'findings',
        texts.byFile[locale],
        files.length === 0 ? `<p>${texts.clean[locale]}</p>` : files.map((file) => fileBlock(file, options)).join('\n'),
      ),
    ],
    footer: texts.footer[locale],
  });
}

function overview({ summary }: Report, locale: Locale): string {
  const number = (value: number): string => `<td class="number">${value}</td>`;
  const row = (name: string, value: number): string =>
    `<tr><th scope="row">${escapeHtml(name)}</th>${number(value)}</tr>`;

  const rows = [
    row(texts.files[locale], summary.files),
    row(texts.total[locale], summary.findings),
    ...levels
      .filter((level) => summary.levels[level] > 0)
      .map((level) => row(levelNames[level][locale], summary.levels[level])),
    ...pillars
      .filter((pillar) => summary.pillars[pillar] > 0)
      .map((pillar) => row(pillarNames[pillar][locale], summary.pillars[pillar])),
    row(texts.fixable[locale], summary.fixable),
  ];
  return htmlTable(texts.overview[locale], [texts.what[locale], texts.count[locale]], rows);
}

function unchecked({ unchecked: all }: Report, locale: Locale): string {
  const rows = all.map(({ path, reason, range }) => {
    const where = range === undefined ? `<code>${escapeHtml(path)}</code>` : placeLink({ path, range, note: '' });
    return `<tr><td>${where}</td><td>${escapeHtml(reason)}</td></tr>`;
  });
  return htmlTable(texts.unchecked[locale], [texts.place[locale], texts.reason[locale]], rows);
}

/** The rules that found something, the loudest and most frequent first. */
function byRule(report: Report, { rules, locale }: HtmlOptions): string {
  const found = new Map<string, { readonly finding: ReportedFinding; readonly path: string; count: number }>();
  for (const { path, findings } of report.files) {
    for (const finding of findings) {
      const known = found.get(finding.rule);
      if (known === undefined) found.set(finding.rule, { finding, path, count: 1 });
      else known.count++;
    }
  }
  if (found.size === 0) return `<p>${texts.clean[locale]}</p>`;
  const loudness = ({ severity }: ReportedFinding): number => levels.indexOf(severity);
  const rows = [...found.values()]
    .sort((a, b) => loudness(a.finding) - loudness(b.finding) || b.count - a.count)
    .map(({ finding, path, count }) => {
      const rule = rules.find(({ id }) => id === finding.rule);
      const why = rule === undefined ? '' : `<p class="quiet">${escapeHtml(say(rule.text.why, locale))}</p>`;
      const claim = rule === undefined ? '' : escapeHtml(say(rule.text.summary, locale));
      const level = `<span class="status ${finding.severity}">${levelNames[finding.severity][locale]}</span>`;
      const first = placeLink({ path, range: finding.range, note: '' });
      return `<tr><th scope="row"><code>${escapeHtml(finding.rule)}</code></th><td>${level}</td><td class="number">${count}</td><td>${claim}${why}</td><td>${first}</td></tr>`;
    });
  const heads = [texts.rule, texts.level, texts.count, texts.claim, texts.first].map((head) => head[locale]);
  return htmlTable(texts.byRule[locale], heads, rows);
}

function fileBlock(file: ReportedFile, options: HtmlOptions): string {
  const source = options.source(file.path);
  const masked = new Set(file.maskedLines);
  const items = file.findings.map((finding) => {
    const { line } = finding.range.start;
    const text = source === undefined || masked.has(line) ? undefined : lineOf(source, line);
    return item(file.path, finding, text, options.locale);
  });
  return `<h3><code>${escapeHtml(file.path)}</code></h3><ul class="items">${items.join('')}</ul>`;
}

function item(path: string, finding: ReportedFinding, line: string | undefined, locale: Locale): string {
  const { severity, message, rule, range, fix, related } = finding;
  const level = `<span class="status ${severity}">${levelNames[severity][locale]}</span>`;
  const fixed = fix === undefined ? '' : ` <span class="quiet">${texts[fix][locale]}</span>`;
  const head = `${placeLink({ path, range, note: '' })} ${level} ${escapeHtml(message)} (<code>${escapeHtml(rule)}</code>)${fixed}`;
  const excerpt = line === undefined ? '' : `<pre><code>${escapeHtml(line)}</code></pre>`;
  const others = related.map((place) => `<li>${escapeHtml(place.note)} ${placeLink(place)}</li>`).join('');
  return `<li class="${severity}">${head}${excerpt}${others === '' ? '' : `<ul>${others}</ul>`}</li>`;
}

function placeLink({ path, range }: ReportedPlace): string {
  if (range === undefined) return `<code>${escapeHtml(path)}</code>`;
  const { line, character } = range.start;
  const shown = `<code>${escapeHtml(path)}:${line + 1}:${character + 1}</code>`;
  return `<a href="${escapeHtml(fileAddress({ path, range }))}">${shown}</a>`;
}

const longestLine = 200;

function lineOf({ text, lines }: { readonly text: string; readonly lines: LineIndex }, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineEnd(line)).trim().slice(0, longestLine);
}

const texts = {
  title: { en: 'Seaworthy: findings', ru: 'Seaworthy: замечания' },
  asOf: { en: '{date}, Seaworthy {version}', ru: '{date}, Seaworthy {version}' },
  overview: { en: 'Overview', ru: 'Обзор' },
  unchecked: { en: 'Not checked', ru: 'Не проверено' },
  byRule: { en: 'By rule', ru: 'По правилам' },
  byFile: { en: 'By file', ru: 'По файлам' },
  clean: { en: 'No findings.', ru: 'Замечаний нет.' },
  files: { en: 'files checked', ru: 'проверено файлов' },
  total: { en: 'findings', ru: 'замечаний' },
  fixable: { en: 'with a fix', ru: 'с исправлением' },
  what: { en: 'What', ru: 'Что' },
  count: { en: 'Count', ru: 'Сколько' },
  place: { en: 'Place', ru: 'Место' },
  reason: { en: 'Reason', ru: 'Причина' },
  rule: { en: 'Rule', ru: 'Правило' },
  level: { en: 'Level', ru: 'Уровень' },
  claim: { en: 'Claim, and why', ru: 'О чём оно и зачем' },
  first: { en: 'First place', ru: 'Первое место' },
  safe: { en: 'has a safe fix', ru: 'есть безопасное исправление' },
  unsafe: { en: 'has a fix to look at', ru: 'есть исправление, его нужно посмотреть' },
  footer: {
    en: 'Places link to the files beside this page. Lines that hold secrets are not shown.',
    ru: 'Места ведут к файлам рядом с этой страницей. Строки с секретами не показаны.',
  },
} satisfies Record<string, Text>;
