import { readinessPillars, type Status } from '../readiness/item.js';
import type { ReadinessReport } from '../readiness/report.js';
import type { Locale } from '../text.js';
import { pillarTitles, statusNames, readinessTexts as texts } from './readiness-texts.js';

const size = 26;
const step = 34;
const left = 160;
const rowHeight = 40;

/** What is drawn in a square beside its colour, in a field of 26 by 26: nobody has to tell colours apart. */
const signs: Readonly<Record<Status, string>> = {
  met: 'M7 14l4 4 8-10',
  partly: 'M7 13h12',
  missing: 'M8 8l10 10M18 8L8 18',
  unseen: '',
  attested: 'M8 9h10M8 13h10M8 17h6',
};

/** The four pillars as rows of six squares. Its text alternative names the pillars; each square names its item. */
export function readinessPicture({ items }: ReadinessReport, locale: Locale): string {
  const rows = readinessPillars.map((pillar, row) => {
    const top = row * rowHeight + 7;
    const name = `<text x="0" y="${top + 18}">${pillarTitles[pillar][locale]}</text>`;
    const squares = items
      .filter((item) => item.pillar === pillar)
      .map(({ title, status }, column) => {
        const sign = `<path class="sign${status === 'attested' ? ' word' : ''}" d="${signs[status]}"/>`;
        const label = `<title>${title}: ${statusNames[status][locale]}</title>`;
        const square = `<rect class="${status}" x="1" y="1" width="${size - 2}" height="${size - 2}" rx="4"/>`;
        return `<g transform="translate(${left + column * step} ${top})">${label}${square}${sign}</g>`;
      });
    return name + squares.join('');
  });
  const [width, height] = [left + 6 * step, readinessPillars.length * rowHeight];
  const label = `<title id="picture-title">${texts.overview[locale]}</title><desc id="picture-text">${texts.picture[locale]}</desc>`;
  return `<svg role="img" aria-labelledby="picture-title" aria-describedby="picture-text" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${label}${rows.join('')}</svg>`;
}
