// What a person would see: the underline, the card, the bulb, the changed file. Leaves a picture of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenshot } from './e2e-browser.mjs';

export async function look(page, folder) {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await openFile(page, 'compose.yaml');

  const squiggle = page.locator('.editor-instance .squiggly-warning, .editor-instance .squiggly-error').first();
  await squiggle.waitFor({ state: 'attached', timeout: 60_000 });
  await screenshot(page, 'squiggle');

  const word = page.locator('.view-line', { hasText: 'stop_signal' }).getByText('SIGKILL');
  await word.hover();
  const card = page.locator('.monaco-hover', { hasText: 'stop-signal-kill' }).first();
  await card.waitFor({ timeout: 20_000 });
  await screenshot(page, 'hover');
  await page.keyboard.press('Escape');

  await word.click();
  await page.keyboard.press('ControlOrMeta+.');
  const menu = page.locator('.action-widget').first();
  await menu.waitFor({ timeout: 20_000 });
  await screenshot(page, 'light-bulb');
  await menu.getByText('Remove it: the default is SIGTERM').click();
  await page.locator('.view-line', { hasText: 'stop_signal' }).waitFor({ state: 'detached', timeout: 20_000 });
  await screenshot(page, 'fixed');
  await page.keyboard.press('ControlOrMeta+s');
  await waitUntil(() => !readFileSync(join(folder, 'compose.yaml'), 'utf8').includes('stop_signal'));

  await page.keyboard.press('ControlOrMeta+Shift+m');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'privileged' }).first().waitFor({ timeout: 20_000 });
  await screenshot(page, 'problems');
}

async function openFile(page, name) {
  await page.keyboard.press('ControlOrMeta+p');
  await page.locator('.quick-input-widget input').first().fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor({ timeout: 30_000 });
  await page.keyboard.press('Enter');
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 30_000 });
}

async function waitUntil(holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the file on disk did not change');
}
