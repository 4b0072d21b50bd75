// What a person sees who has no mouse and wants high contrast.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenshot } from './e2e-browser.mjs';
import { frameWith, waitUntil } from './e2e-look.mjs';

const themes = {
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
};

export async function lookByKeyboard(page, folder, { step }) {
  const settings = join(folder, '.vscode', 'settings.json');

  for (const [kind, theme] of Object.entries(themes)) {
    await step(`the report can be read in ${theme}`, async () => {
      const others = JSON.parse(readFileSync(settings, 'utf8'));
      writeFileSync(settings, JSON.stringify({ ...others, 'workbench.colorTheme': theme }));
      await command(page, 'Seaworthy: Show Readiness Report');
      const report = await frameWith(page, 'The next steps with the most effect');
      await waitUntil('the theme', () =>
        report.evaluate((name) => document.body.dataset.vscodeThemeKind === name, kind),
      );
      await screenshot(page, `readiness-report-${kind}`);
      const faint = await report.evaluate(faintTexts);
      if (faint.length > 0) throw new Error(`too little contrast: ${faint.join('; ')}`);
    });
  }

  await step('the keys lead through the report, and from it to a file', async () => {
    const report = await frameWith(page, 'The next steps with the most effect');
    await waitUntil('a focused place', async () => {
      await page.keyboard.press('Tab');
      const focused = await report.evaluate(() => {
        const element = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return { text: element.textContent, outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth) };
      });
      if (focused.outline < 2 && focused.text.length < 100) throw new Error(`no ring around ${focused.text}`);
      return focused.text.startsWith('compose.yaml:');
    });
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'compose.yaml' }).waitFor();
  });
}

/** Runs a command of the palette, which closes by itself when something else takes the focus. */
async function command(page, title) {
  const input = page.locator('.quick-input-widget input').first();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  const soon = { timeout: 3000 };
  await waitUntil(`the command ${title}`, async () => {
    try {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, soon);
      await row.waitFor(soon);
      await page.keyboard.press('Enter');
      return true;
    } catch {
      return false;
    }
  });
}

/** Texts of the page with less contrast than WCAG 2.2 asks for (1.4.3). Runs in the page. */
function faintTexts() {
  const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = parse(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      const [, , , alpha = 1] = parse(backgroundColor);
      if (alpha > 0.5) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  for (const element of document.body.querySelectorAll('*')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
    if (text.length === 0 || element.closest('svg') !== null || element.getClientRects().length === 0) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(groundOf(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${text[0].data.trim().slice(0, 40)} (${ratio.toFixed(1)})`);
  }
  return [...new Set(faint)].slice(0, 10);
}
