import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Rule, rule } from '../../core/rule.js';
import type { Engine } from '../../server/session.js';
import { type TestServer, testEngine, withServer } from './harness.js';

const uri = 'file:///shop/compose.yaml';
const small = 'file:///shop/Dockerfile';

/** So many that a slow rule takes several slices over them. */
const services = 800;

/** More than what is read and checked in one go. */
const compose = (last: string): string =>
  `services:\n${Array.from({ length: services }, (_, i) => `  s${i}: # ${'long '.repeat(30)}\n    image: nginx:1\n`).join('')}  last:\n    image: ${last}\n`;

/** A rule that takes its time over each service and names the image of the last one; `seen` is told where it is. */
function slowly(milliseconds: number, seen: (name: string) => void = () => {}): Rule {
  return rule({
    id: 'last-image',
    on: 'container',
    kinds: ['compose'],
    topic: 'base-images',
    pillar: 'reliability',
    preset: 'recommended',
    level: 'warning',
    fix: 'none',
    since: '0.1.0',
    text: {
      summary: { en: 'A rule of the tests', ru: 'Правило для тестов' },
      why: { en: 'It is slow.', ru: 'Оно медленное.' },
      last: { en: 'The last is "{image}"', ru: 'Последний — «{image}»' },
    },
    *check({ name, image, anchor: at }) {
      seen(name);
      for (const began = performance.now(); performance.now() - began < milliseconds; );
      if (name === 'last' && image.state === 'set') yield { at, say: 'last', with: { image: image.value.name } };
    },
  });
}

const engineWith = (slow: Rule): Engine => ({ ...testEngine, rules: [...testEngine.rules, slow] });

const said = ({ history }: TestServer, of = uri) =>
  history
    .filter((published) => published.uri === of)
    .map(({ version, diagnostics }) => `${version}: ${diagnostics.map(({ message }) => message).join()}`);

/** Changes the last line. */
const rename = (text: string, to: string) => {
  const line = text.split('\n').length - 2;
  return { range: { start: { line, character: 0 }, end: { line, character: 100 } }, text: `    image: ${to}` };
};

test('other messages are handled while a long document is checked', async () => {
  let seen = 0;
  const engine = engineWith(slowly(0.3, () => seen++));
  await withServer({ engine }, async (server) => {
    await server.open(uri, compose('one'));
    await server.open(small, 'FROM alpine:3.20\nMAINTAINER ada\n');
    await server.diagnostics(small);
    ok(seen < services + 1, `${seen} services were seen before`);
    deepEqual(said(server), []);
    await server.diagnostics(uri);
    deepEqual(said(server), ['1: The last is "one"']);
    equal(seen, services + 1);
  });
});

test('an edit gives up what is being done, and only the newest text is told of', async () => {
  let seen = 0;
  const names: string[] = [];
  const engine = engineWith(
    slowly(0.3, (name) => {
      seen++;
      names.push(name);
    }),
  );
  await withServer({ engine }, async (server) => {
    const text = compose('one');
    await server.open(uri, text);
    let version = 1;
    for (const image of ['two', 'three', 'four']) {
      const before = seen;
      while (seen < before + 50) await setImmediate();
      await server.change(uri, ++version, [rename(text, image)]);
    }
    await server.diagnostics(uri, (published) => published.version === 4);
    deepEqual(said(server), ['4: The last is "four"']);
    equal(names.filter((name) => name === 'last').length, 1);
  });
});

test('a document that is closed while it is read or checked is told of no more', async () => {
  let seen = 0;
  const engine = engineWith(slowly(0.3, () => seen++));
  await withServer({ engine }, async (server) => {
    for (const wanted of [0, 40]) {
      seen = 0;
      await server.open(uri, compose('one'));
      while (seen < wanted) await setImmediate();
      await server.close(uri);
      await server.open(small, 'FROM alpine:3.20\nMAINTAINER ada\n');
      await server.diagnostics(small, ({ diagnostics }) => diagnostics.length > 0);
      await server.close(small);
      await server.diagnostics(small, ({ diagnostics }) => diagnostics.length === 0);
      deepEqual(
        said(server).filter((each) => each.includes('The last')),
        [],
      );
      ok(seen < services + 1, `${seen} services were seen`);
    }
  });
});

test('questions about a document that is being read or checked are answered from its newest text', async () => {
  let seen = 0;
  const engine = engineWith(slowly(0.3, () => seen++));
  await withServer({ engine }, async (server) => {
    const text = compose('one');
    await server.open(uri, text);
    const lines = text.split('\n').length;
    const place = { line: lines - 3, character: 3 };
    const hover = (): Promise<unknown> =>
      server.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: place });
    const symbols = (): Promise<unknown> =>
      server.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
    const first = hover();
    const outline = symbols();
    while (seen < 20) await setImmediate();
    await server.change(uri, 2, [rename(text, 'two')]);
    const second = hover();
    // Whoever asked before the change hears of what is there after it.
    for (const answer of [await first, await second])
      ok(JSON.stringify(answer).includes('two'), JSON.stringify(answer));
    ok(JSON.stringify(await outline).includes('last'));
    await server.diagnostics(uri, ({ version }) => version === 2);
    deepEqual(said(server), ['2: The last is "two"']);
    deepEqual(server.logged, []);
  });
});

test('a long document that is saved again and again is told of in the end, without checks while typing', async () => {
  const engine = engineWith(slowly(0.1));
  await withServer({ engine, settings: { run: 'onSave' } }, async (server) => {
    const text = compose('one');
    await server.open(uri, text);
    await server.diagnostics(uri);
    await server.change(uri, 2, [rename(text, 'two')]);
    await server.save(uri);
    await setImmediate();
    await server.change(uri, 3, [rename(text, 'three')]);
    await server.diagnostics(uri, ({ version }) => version === 3);
    deepEqual(said(server).at(-1), '3: The last is "three"');
  });
});
