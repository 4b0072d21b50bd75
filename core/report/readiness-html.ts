import { readinessPillars, statuses } from '../readiness/item.js';
import type { CheckedItem, Evidence, NextStep, ReadinessReport, RuleCount, WorkloadRow } from '../readiness/report.js';
import type { Range } from '../span.js';
import { type Locale, say } from '../text.js';
import { escapeHtml, fileAddress, htmlPage, htmlSection, htmlTable } from './html-page.js';
import { workloadCells, workloadHeads } from './readiness-cells.js';
import { readinessPicture } from './readiness-picture.js';
import { pillarTitles, placeText, statusNames, readinessTexts as texts } from './readiness-texts.js';
import { levelNames } from './text.js';

/** Where the links of the page lead; what has no address is text. */
export interface ReadinessLinks {
  place(place: { readonly path: string; readonly range: Range }): string | undefined;
  topic(topic: string): string | undefined;
  rule(rule: string): string | undefined;
}

/** A page that stands alone in a file: places are relative to it, and nothing else is known to be there. */
export const fileLinks: ReadinessLinks = {
  place: fileAddress,
  topic: () => undefined,
  rule: () => undefined,
};

/**
 * The checklist as one page: no script, nothing loaded, one style sheet that the policy names by its hash. Everything
 * that was read from files is escaped.
 */
export function printReadinessHtml(report: ReadinessReport, locale: Locale, links: ReadinessLinks): string {
  const page = createPage(locale, links);
  const sections = readinessPillars.map((pillar) => {
    const items = report.items.filter((item) => item.pillar === pillar);
    return page.section(
      pillar,
      pillarTitles[pillar][locale],
      `<ul class="items">${items.map(page.item).join('')}</ul>`,
    );
  });
  return htmlPage({
    locale,
    title: texts.title[locale],
    under: say(texts.asOf, locale, { date: report.date, version: report.version }),
    skip: { to: 'next', text: texts.next[locale] },
    sections: [
      page.section('overview', texts.overview[locale], overview(report, locale)),
      page.section('next', texts.next[locale], page.steps(report.next)),
      ...sections,
      page.section('workloads', texts.workloads[locale], page.workloads(report.workloads)),
      page.section('rules', texts.byRule[locale], page.rules(report.rules)),
    ],
    footer: `${texts.legend[locale]}.`,
  });
}

function overview(report: ReadinessReport, locale: Locale): string {
  const heads = statuses.map((status) => `<th scope="col">${statusNames[status][locale]}</th>`).join('');
  const rows = readinessPillars.map((pillar) => {
    const cells = statuses.map((status) => `<td class="number">${report.pillars[pillar][status]}</td>`).join('');
    return `<tr><th scope="row">${pillarTitles[pillar][locale]}</th>${cells}</tr>`;
  });
  const caption = `<caption>${escapeHtml(texts.noScore[locale])}</caption>`;
  const table = `<table>${caption}<thead><tr><th scope="col">${texts.pillar[locale]}</th>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<div class="overview">${readinessPicture(report, locale)}<div>${table}</div></div>`;
}

function createPage(locale: Locale, links: ReadinessLinks) {
  const link = (address: string | undefined, text: string): string => {
    const shown = `<code>${escapeHtml(text)}</code>`;
    return address === undefined ? shown : `<a href="${escapeHtml(address)}">${shown}</a>`;
  };
  const place = (at: { readonly path: string; readonly range: Range }): string => link(links.place(at), placeText(at));
  const topic = (name: string): string => {
    const address = links.topic(name);
    return address === undefined
      ? `<code>${escapeHtml(say(texts.learn, locale, { topic: name }))}</code>`
      : `${texts.topic[locale]}: ${link(address, name)}`;
  };
  const rule = (name: string): string => link(links.rule(name), name);

  const mark = (evidence: Evidence): string => {
    const gap = evidence.isGap ? `<span class="bad">${texts.gap[locale]}:</span> ` : '';
    return `<li>${gap}${escapeHtml(evidence.note)} ${place(evidence)}</li>`;
  };
  const places = ({ evidence, more, title, status }: CheckedItem): string => {
    if (evidence.length === 0) return '';
    const rest = more > 0 ? `<li>${escapeHtml(say(texts.more, locale, { count: more }))}</li>` : '';
    const count = escapeHtml(say(texts.places, locale, { count: evidence.length + more }));
    // What is open is shown open; what is met need only be there for who asks.
    const open = status === 'missing' || status === 'partly' ? ' open' : '';
    const label = `<summary aria-label="${escapeHtml(title)}: ${count}">${count}</summary>`;
    return `<details${open}>${label}<ul>${evidence.map(mark).join('')}${rest}</ul></details>`;
  };
  const attestation = ({ attestation: attested }: CheckedItem): string => {
    if (attested === undefined) return '';
    const { who, when, link: address, note, counts } = attested;
    const parts = [escapeHtml(say(texts.attestedBy, locale, { who, when }))];
    if (address !== undefined) parts.push(outside(address));
    if (note !== undefined) parts.push(escapeHtml(note));
    if (!counts) parts.push(`<span class="bad">${escapeHtml(texts.notCounted[locale])}</span>`);
    return `<p>${parts.join('; ')} ${place(attested)}</p>`;
  };

  return {
    section: htmlSection,

    item(item: CheckedItem): string {
      const { status, title, next } = item;
      const head = `<h3>${escapeHtml(title)}</h3><span class="status ${status}">${statusNames[status][locale]}</span>`;
      const step =
        next === undefined ? '' : `<p>${texts.nextStep[locale]}: ${escapeHtml(next)}. ${topic(item.topic)}</p>`;
      return `<li class="${status}">${head}${attestation(item)}${step}${places(item)}</li>`;
    },

    steps(next: readonly NextStep[]): string {
      if (next.length === 0) return `<p>${texts.nothingOpen[locale]}</p>`;
      const step = ({ title, text, topic: name, findings, finding }: NextStep): string => {
        const against = finding
          ? `<p>${escapeHtml(say(texts.findings, locale, { count: findings }))}; ${texts.first[locale]}: ${escapeHtml(finding.message)} ${place(finding)} (${rule(finding.rule)})</p>`
          : '';
        return `<li><strong>${escapeHtml(title)}</strong>: ${escapeHtml(text)}. ${topic(name)}${against}</li>`;
      };
      return `<ol class="steps">${next.map(step).join('')}</ol>`;
    },

    workloads(rows: readonly WorkloadRow[]): string {
      if (rows.length === 0) return `<p>${texts.noWorkloads[locale]}</p>`;
      const body = rows.map((row) => {
        const [first, ...cells] = workloadCells(row, locale);
        const others = cells.map(({ text, isBad }) => `<td${isBad ? ' class="bad"' : ''}>${breakable(text)}</td>`);
        const address = links.place(row);
        const name = escapeHtml(first?.text ?? '');
        const head = address === undefined ? name : `<a href="${escapeHtml(address)}">${name}</a>`;
        return `<tr><th scope="row">${head}</th>${others.join('')}</tr>`;
      });
      return htmlTable(texts.workloads[locale], workloadHeads(locale), body);
    },

    rules(counts: readonly RuleCount[]): string {
      if (counts.length === 0) return `<p>${texts.noFindings[locale]}</p>`;
      const heads = [texts.rule, texts.summary, texts.level, texts.count, texts.firstPlace].map((head) => head[locale]);
      const body = counts.map(
        ({ rule: name, summary, severity, count, first }) =>
          `<tr><th scope="row">${rule(name)}</th><td>${escapeHtml(summary)}</td><td>${levelNames[severity][locale]}</td><td class="number">${count}</td><td>${place(first)}</td></tr>`,
      );
      return htmlTable(texts.byRule[locale], heads, body);
    },
  };
}

/** Text that may go on in the next line behind its slashes and colons, as names of images are long. */
function breakable(text: string): string {
  return escapeHtml(text).replace(/[/:](?=\S)/g, '$&<wbr>');
}

/** The link of an attestation is free text; only an address of the web becomes one to follow. */
function outside(text: string): string {
  const shown = escapeHtml(text);
  return /^https?:\/\/[^\s"'<>]+$/i.test(text) ? `<a href="${shown}" rel="noopener noreferrer">${shown}</a>` : shown;
}
