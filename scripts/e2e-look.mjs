// What a person would see: the underline, the card, the page, the bulb, the changed file. Leaves a picture of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenshot } from './e2e-browser.mjs';

export async function look(page, folder, { step }) {
  const word = page.locator('.view-line', { hasText: 'stop_signal' }).getByText('SIGKILL');

  await step('a finding is underlined', async () => {
    await page.locator('.monaco-workbench').waitFor();
    await openFile(page, 'compose.yaml');
    const squiggle = page.locator('.editor-instance .squiggly-warning, .editor-instance .squiggly-error').first();
    await squiggle.waitFor({ state: 'attached' });
    await screenshot(page, 'squiggle');
  });

  await step('the card of a finding explains it', async () => {
    const card = await hoverOn(page, word, 'stop-signal-kill');
    for (const part of ['no chance to end in order', 'open requests are cut off', 'Remove it', 'Graceful shutdown']) {
      await card.getByText(part).first().waitFor();
    }
    await screenshot(page, 'hover');
  });

  for (const [what, link] of [
    ['the code of a finding', 'a.code-link'],
    ['the card', 'a:has(code)'],
  ]) {
    await step(`the link of ${what} opens the page of the rule`, async () => {
      const card = await hoverOn(page, word, 'stop-signal-kill');
      await card.locator(link, { hasText: 'stop-signal-kill' }).click();
      const tab = page.locator('.tab', { hasText: 'stop-signal-kill' });
      await tab.waitFor();
      await waitUntil('the page is shown', async () => {
        // Frames come and go while the preview is built.
        const titles = page.frames().map((frame) => frame.locator('h1').allTextContents());
        return (await Promise.allSettled(titles)).some(({ value }) => value?.includes('stop-signal-kill'));
      });
      await screenshot(page, 'page');
      await tab.getByRole('button').click();
      await tab.waitFor({ state: 'detached' });
    });
  }

  await step('the light bulb offers the fix, and the fix changes the file', async () => {
    await word.click();
    await page.keyboard.press('ControlOrMeta+.');
    const menu = page.locator('.action-widget').first();
    await menu.waitFor();
    await screenshot(page, 'light-bulb');
    await menu.getByText('Remove it: the default is SIGTERM').click();
    await page.locator('.view-line', { hasText: 'stop_signal' }).waitFor({ state: 'detached' });
    await screenshot(page, 'fixed');
    await page.keyboard.press('ControlOrMeta+s');
    await waitUntil(
      'the file on disk has changed',
      () => !readFileSync(join(folder, 'compose.yaml'), 'utf8').includes('stop_signal'),
    );
  });

  await step('the Problems view lists the findings', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+m');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'privileged' }).first().waitFor();
    await screenshot(page, 'problems');
  });
}

/** Shows the card at a place and returns it once it says this. */
export async function hoverOn(page, place, text) {
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  await place.hover();
  const card = page.locator('.monaco-hover', { hasText: text }).first();
  await card.waitFor();
  return card;
}

/** Opens a file of the folder from the explorer, which unlike the palette stays open while the workbench comes to rest. */
export async function openFile(page, name) {
  await page.locator('.explorer-folders-view').getByText(name, { exact: true }).dblclick();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

async function waitUntil(what, holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`in vain: ${what}`);
}
