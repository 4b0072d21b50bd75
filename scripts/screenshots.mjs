// Takes the pictures of the README: the example shop in a real VS Code, with the extension as a user would install it.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPage } from './e2e-browser.mjs';
import { root, temporaryFolder } from './e2e-fixture.mjs';
import { hoverOn, openFile } from './e2e-look.mjs';
import { address, withPackage } from './e2e-server.mjs';

const pictures = join(root, 'docs', 'images');
mkdirSync(pictures, { recursive: true });

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

async function hover(page, name) {
  await wordAt(page, 59, '512m');
  const word = page.locator('.view-line', { hasText: 'mem_limit: 512m' }).getByText('512m');
  await hoverOn(page, word, 'heap-exceeds-memory-limit');
  await save(page, name);
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
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+m');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.nth(8).waitFor();
    await dragTop(page, page.locator('.part.panel'), -100);
    await page.mouse.move(0, 0);
    await save(page, 'problems');
  });
  await inEditor(port, 'ru', (page) => hover(page, 'hover-ru'));
});
console.log(`pictures are in ${pictures}`);
