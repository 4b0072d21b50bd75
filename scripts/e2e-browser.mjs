// Chromium, driven from outside.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from './e2e-fixture.mjs';
import { installChromium } from './e2e-install.mjs';

const known = [
  process.env.SEAWORTHY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

async function findChromium() {
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  const entry = join(installChromium(), 'build', 'esm', 'index.js');
  const { default: packaged } = await import(pathToFileURL(entry).href);
  return packaged.executablePath();
}

/** Opens a fresh browser for the body and closes it again. */
export async function withPage(body) {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
    return await body(page);
  } finally {
    await browser.close();
  }
}

/**
 * Opens a VS Code page whose address names a suite, prints what the suite says, and throws when it fails. The two
 * functions are those VS Code calls when it runs tests.
 */
export async function runSuite(name, url, { onPage = () => {} } = {}) {
  await withPage(async (page) => {
    let finish;
    const finished = new Promise((resolve) => {
      finish = resolve;
    });
    const log = [];
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      const line = args.join(' ');
      log.push(`${type}: ${line}`);
      if (line.startsWith('[suite] ')) console.log(line.slice('[suite] '.length));
    });
    await page.exposeFunction('codeAutomationExit', (code) => finish(code));
    await page.goto(url);
    await onPage(page);
    const limit = setTimeout(() => finish('no answer in three minutes'), 180_000);
    const code = await finished;
    clearTimeout(limit);
    if (code !== 0) {
      await screenshot(page, `${name}-failed`);
      writeFileSync(join(results, `${name}-failed.log`), log.join('\n'));
      throw new Error(`the suite ended with ${code}; see test-results/${name}-failed.log`);
    }
  });
}

const results = join(root, 'test-results');

export async function screenshot(page, name) {
  mkdirSync(results, { recursive: true });
  await page.screenshot({ path: join(results, `${name}.png`) });
}
