import type { Range } from '../span.js';
import type { Locale } from '../text.js';
import { visible } from '../visible.js';
import { htmlStyle, htmlStyleHash } from './html-style.js';

/** A page that stands alone. Its sections are HTML already, everything else is text. */
export interface HtmlPage {
  readonly locale: Locale;
  readonly title: string;
  /** A line below the title. */
  readonly under: string;
  /** Where the first link of the page leads, for the keyboard. */
  readonly skip: { readonly to: string; readonly text: string };
  readonly sections: readonly string[];
  readonly footer: string;
}

/** One page: no script, nothing loaded, one style sheet that the policy names by its hash. */
export function htmlPage({ locale, title, under, skip, sections, footer }: HtmlPage): string {
  const policy = `default-src 'none'; style-src '${htmlStyleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<a class="skip" href="#${skip.to}">${escapeHtml(skip.text)}</a>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml(under)}</p>
</header>
<main>
${sections.join('\n')}
</main>
<footer>
<p class="quiet">${escapeHtml(footer)}</p>
</footer>
</body>
</html>
`;
}

/** Text as text, in an element and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A section with its heading; `body` is HTML. */
export function htmlSection(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${body}</section>`;
}

/** A wide table scrolls by itself, for the keyboard, too. Rows are HTML. */
export function htmlTable(label: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const whole = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<div class="scroll" role="region" aria-label="${escapeHtml(label)}" tabindex="0">${whole}</div>`;
}

/** The address of a place for a page that lies where its paths begin. */
export function fileAddress({ path, range }: { readonly path: string; readonly range: Range }): string {
  return `${path.split('/').map(encodeURIComponent).join('/')}#L${range.start.line + 1}`;
}
