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
    const menu = page.locator('.action-widget').first();
    // On a busy machine the key may come before the editor has the focus.
    await waitUntil('the menu opens', async () => {
      await page.keyboard.press('ControlOrMeta+.');
      return menu.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
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

  await step('the readiness view shows the pillars, and its badge counts what is missing', async () => {
    await page.locator('.activitybar .action-item:has(a[aria-label^="Seaworthy"])').click();
    await row(page, 'Reliability').waitFor();
    await row(page, 'Health checks').waitFor();
    await page.locator('.activitybar .badge-content:visible').last().waitFor();
    await row(page, 'Image vulnerability scan').click();
    await row(page, 'The pipeline runs aquasecurity/trivy-action').waitFor();
    await screenshot(page, 'readiness-view');
  });

  await step('a place of the view opens its file', async () => {
    await row(page, 'The pipeline runs aquasecurity/trivy-action').click();
    await page.locator('.tab', { hasText: 'ci.yml' }).waitFor();
  });

  await step('the report opens in its style, and its links open files', async () => {
    await page.locator('.sidebar .title-actions a[aria-label^="Show Readiness Report"]').click();
    const report = await frameWith(page, 'The next steps with the most effect');
    const square = report.locator('svg rect.missing').first();
    const color = await square.evaluate((element) => getComputedStyle(element).fill);
    if (color === 'rgb(0, 0, 0)') throw new Error('the style sheet of the report has no effect');
    await screenshot(page, 'readiness-report');
    await report.locator('a', { hasText: 'k8s/deployment.yaml' }).first().click();
    await page.locator('.tab', { hasText: 'deployment.yaml' }).waitFor();
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

/** A row of a tree by its text. */
export function row(page, text) {
  return page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
}

/** The frame of a webview, found by its heading. Frames come and go while it is built, and some never answer. */
export async function frameWith(page, heading) {
  let found;
  const soon = (answer) => Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 500))]);
  await waitUntil(`a page says ${heading}`, async () => {
    for (const frame of page.frames()) {
      const headings = await soon(
        frame
          .locator('h2')
          .allTextContents()
          .catch(() => []),
      );
      if (headings?.includes(heading)) found = frame;
    }
    return found;
  });
  return found;
}

export async function waitUntil(what, holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`in vain: ${what}`);
}
