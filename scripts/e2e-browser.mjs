// Chromium, driven from outside.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from './e2e-fixture.mjs';
import { installChromium } from './e2e-install.mjs';

/** A path, or `npm` for the one that is fetched from the registry. */
const asked = process.env.SEAWORTHY_CHROMIUM;

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How to start a browser: the one of this machine, or on Linux one from the registry. */
export async function findChromium() {
  const found = asked === 'npm' ? undefined : asked || known.find((path) => existsSync(path));
  if (found) {
    if (!existsSync(found)) throw new Error(`SEAWORTHY_CHROMIUM: there is no ${found}`);
    return { executablePath: found, args: flags };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chromium, Chrome or Edge found: install one, or name it in SEAWORTHY_CHROMIUM');
  }
  const folder = installChromium();
  const { default: packaged, inflate } = await import(pathToFileURL(join(folder, 'build', 'index.js')).href);
  // The libraries beside the C library that it wants, for machines that have no browser at all.
  const libraries = join(await inflate(join(folder, 'bin', 'al2023.tar.br')), 'lib');
  const executablePath = await packaged.executablePath();
  return { executablePath, args: packaged.args, env: { ...process.env, LD_LIBRARY_PATH: libraries } };
}

/** Opens a fresh browser for the body and closes it again. */
export async function withPage(body, scale = 1) {
  const browser = await chromium.launch(await findChromium());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: scale });
    page.setDefaultTimeout(30_000);
    return await body(page);
  } finally {
    await browser.close();
  }
}

/**
 * Opens a VS Code page whose address names a suite, hands what the suite says to the tally, and throws when VS Code
 * calls it failed. The two functions are those VS Code calls when it runs tests.
 */
export async function runSuite(name, url, tally) {
  await withPage(async (page) => {
    const log = [];
    page.on('console', (message) => log.push(message.text()));
    const finished = new Promise((resolve) => {
      page.once('crash', () => resolve('a crash of the page'));
      page.once('close', () => resolve('a closed page'));
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      const line = args.join(' ');
      log.push(`${type}: ${line}`);
      tally.hear(line);
    });
    const limit = setTimeout(() => void page.close(), 80_000);
    try {
      await page.goto(url);
      const code = await finished;
      if (code === 0) return;
      if (!page.isClosed()) await screenshot(page, `${name}-failed`);
      throw new Error(`the suite ended with ${code}; see test-results/${name}.log`);
    } finally {
      clearTimeout(limit);
      mkdirSync(results, { recursive: true });
      writeFileSync(join(results, `${name}.log`), log.join('\n'));
    }
  });
}

const results = join(root, 'test-results');

export async function screenshot(page, name) {
  mkdirSync(results, { recursive: true });
  await page.screenshot({ path: join(results, `${name}.png`) });
}
