import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { focused } from '../../../core/assist/focus.js';
import { parseYaml } from '../../../core/yaml/parse.js';
import { cursor, write } from './writing.js';

const bodies = [
  '    image: postgres:16\n    environment:\n      POSTGRES_USER: shop\n',
  '    image: nginx:1.29\n    mem_limit: 64m\n',
  '    build: ./api\n    deploy:\n      replicas: 2\n\n',
  '    # the cache\n    image: redis:8\n    logging:\n      driver: local\n',
];
const compose = (order: readonly number[], behind = ''): string =>
  `name: shop\nx-note: here\nservices:\n${order.map((at, i) => `  s${i}:\n${(bodies[at] ?? '').replace(/(?=\n)/, behind)}`).join('')}volumes:\n  data: {}\n`;

test('what is left of a file is as long as it, and says the same of the service at hand', () => {
  const text = compose([0, 1, 2, 3, 0, 3, 0, 3]);
  const at = text.indexOf('  s6:') + 8;
  const left = focused(parseYaml(text), at) ?? '';
  equal(left.length, text.length);
  const services = parseYaml(left).root({ open: false }).at('services').entries();
  deepEqual(
    services.map(({ name, nameSpan }) => [name, nameSpan.start]),
    ['s1', 's6'].map((name) => [name, text.indexOf(name)]),
  );
});

test('an anchor, a service built upon, flow style and other sections are left to the whole file', () => {
  const whole = (text: string, before: string): boolean => focused(parseYaml(text), text.indexOf(before)) === undefined;
  const order = [0, 2, 3, 0, 3, 0, 3];
  const text = compose(order);
  ok(!whole(text, 'image: postgres:16'));
  ok(whole(text, 'x-note'));
  ok(whole(text, 'data: {}'));
  ok(whole(compose(order, '\n    extends: s1'), 'image: postgres:16'));
  ok(whole(compose(order, '\n    ports: *ports'), 'image: postgres:16'));
  ok(whole('services: {a: {image: nginx}, b: {image: redis}, c: {image: redis}, d: {image: redis}}\n', 'b: {'));
});

test('the same is offered everywhere as by the whole file', () => {
  // Behind a sign of an alias the whole file is read, and in a comment it means nothing.
  const wholly = ' # *';
  for (const order of [
    [0, 2, 3, 0, 2, 3],
    [0, 1, 2, 3, 3, 0],
  ]) {
    const text = compose(order);
    const lines = text.split('\n');
    for (let line = 3; line < lines.length - 3; line++) {
      for (const written of ['', '    ', '    he']) {
        const marked = lines.toSpliced(line, 0, `${written}${cursor}`).join('\n');
        const near = write('/shop/compose.yaml', marked).found;
        const far = write('/shop/compose.yaml', withSign(marked, wholly)).found;
        const said = (found: typeof near) => found.map(({ label, text }) => [label, text]);
        deepEqual(said(near), said(far), marked);
      }
    }
  }
});

/** Every line with an image or a build, with something behind it. */
function withSign(text: string, sign: string): string {
  return text.replace(/^ {4}(?:image|build): \S+/gm, (line) => line + sign);
}
