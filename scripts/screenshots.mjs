// Takes the pictures of the README and of the walkthrough: the example shop in a real VS Code, with the extension as a
// user would install it.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPage } from './e2e-browser.mjs';
import { root, temporaryFolder } from './e2e-fixture.mjs';
import { frameWith, hoverOn, openFile, row } from './e2e-look.mjs';
import { address, withPackage } from './e2e-server.mjs';

const pictures = join(root, 'docs', 'images');
/** The walkthrough is part of the extension, so its pictures are small. */
const walkthrough = join(root, 'media', 'walkthrough');
for (const folder of [pictures, walkthrough]) mkdirSync(folder, { recursive: true });

/** The shop in a folder of its own, with an editor that shows nothing but what the picture is about. */
function shop(locale) {
  const folder = join(temporaryFolder(), 'shop');
  cpSync(join(root, 'examples', 'shop'), folder, { recursive: true });
  mkdirSync(join(folder, '.vscode'));
  const settings = {
    'workbench.colorTheme': 'Default Light Modern',
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
    'editor.hover.delay': 100,
    'editor.fontSize': 14,
    'files.exclude': { '**/.vscode': true },
    'seaworthy.locale': locale,
  };
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return folder;
}

async function inEditor(port, locale, body) {
  await withPage(async (page) => {
    await page.goto(address(port, { folder: shop(locale) }));
    await page.locator('.monaco-workbench').waitFor();
    await openFile(page, 'compose.yaml');
    await command(page, 'View: Close Other Editors in Group');
    await command(page, 'Notifications: Clear All Notifications');
    await page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'attached' });
    if (await page.locator('.part.auxiliarybar').isVisible()) await page.keyboard.press('Control+Alt+b');
    await body(page);
  }, 1.25);
}

async function save(page, name) {
  // What moves has come to rest.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** Saves a strip of a part of the workbench for the walkthrough: how far below its top, and how high at most. */
async function saveStep(page, name, part, below = 0, atMost = 480) {
  const { x, y, width, height } = await page.locator(part).first().boundingBox();
  const clip = { x, y: y + below, width, height: Math.min(atMost, height - below) };
  await page.screenshot({ path: join(walkthrough, `${name}.jpg`), clip, type: 'jpeg', quality: 50, scale: 'css' });
}

/** Runs a command of the palette by its title. */
async function command(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Brings a line into the middle of the editor and answers a word of it. */
async function wordAt(page, line, text) {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').first().fill(`:${line}`);
  await page.keyboard.press('Enter');
  const word = page.locator('.view-line').getByText(text, { exact: true }).last();
  await word.waitFor();
  return word;
}

/** Drags the border at the top of a part of the workbench. */
async function dragTop(page, part, by) {
  const { x, y, width } = await part.boundingBox();
  const sashes = await page.locator('.monaco-sash.horizontal').all();
  const boxes = (await Promise.all(sashes.map((sash) => sash.boundingBox()))).filter((box) => box !== null);
  const distance = (box) => Math.abs(box.y + box.height / 2 - y);
  const [top] = boxes.filter((box) => box.width > 1).sort((a, b) => distance(a) - distance(b));
  await page.mouse.move(x + width / 2, top.y + top.height / 2, { steps: 10 });
  await page.waitForTimeout(300);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, top.y + by, { steps: 10 });
  await page.mouse.up();
}

/** Drags the border at the right of a part of the workbench. */
async function dragRight(page, part, by) {
  const { x, y, width, height } = await part.boundingBox();
  const sashes = await page.locator('.monaco-sash.vertical').all();
  const boxes = (await Promise.all(sashes.map((sash) => sash.boundingBox()))).filter((box) => box?.height > 1);
  const distance = (box) => Math.abs(box.x + box.width / 2 - x - width);
  const [border] = boxes.sort((a, b) => distance(a) - distance(b));
  const [from, middle] = [border.x + border.width / 2, y + height / 2];
  await page.mouse.move(from, middle, { steps: 10 });
  await page.waitForTimeout(300);
  await page.mouse.down();
  await page.mouse.move(from + by, middle, { steps: 10 });
  await page.mouse.up();
}

async function hover(page, name) {
  await wordAt(page, 59, '512m');
  const word = page.locator('.view-line', { hasText: 'mem_limit: 512m' }).getByText('512m');
  await hoverOn(page, word, 'heap-exceeds-memory-limit');
  await save(page, name);
  if (name === 'hover') await saveStep(page, 'learn', '.part.editor', 60, 340);
}

/** The view of the checklist with one item open, then the report. */
async function readiness(page) {
  await page.locator('.activitybar .action-item:has(a[aria-label^="Seaworthy"])').click();
  await row(page, 'Health checks').waitFor();
  await dragRight(page, page.locator('.part.sidebar'), 190);
  await row(page, 'Backups').click();
  await row(page, 'No named volume').waitFor();
  await page.mouse.move(640, 790);
  await save(page, 'readiness-view');
  await page.locator('.sidebar .title-actions a[aria-label^="Show Readiness Report"]').click();
  await frameWith(page, 'The next steps with the most effect');
  await page.mouse.move(640, 790);
  await save(page, 'readiness-report');
  await saveStep(page, 'ready', '.part.editor', 0, 350);
}

await withPackage(async (port) => {
  await inEditor(port, 'en', async (page) => {
    await hover(page, 'hover');
    await page.keyboard.press('Escape');
    const signal = await wordAt(page, 41, 'SIGKILL');
    await signal.click();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').first().waitFor();
    await save(page, 'quick-fix');
    await saveStep(page, 'fix', '.part.editor', 200, 320);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+m');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.nth(8).waitFor();
    await dragTop(page, page.locator('.part.panel'), -100);
    await page.mouse.move(0, 0);
    await save(page, 'problems');
    await saveStep(page, 'see', '.part.panel');
    await page.keyboard.press('Control+j');
    await readiness(page);
  });
  await inEditor(port, 'ru', (page) => hover(page, 'hover-ru'));
});
console.log(`pictures are in ${pictures}`);
