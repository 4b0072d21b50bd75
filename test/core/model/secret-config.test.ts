import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { findSecretsInEntry } from '../../../core/model/secret-config.js';
import { sourceAt } from '../../../core/source.js';

const found = (key: string, text: string): readonly (readonly [string | undefined, string])[] =>
  findSecretsInEntry(key, sourceAt(text, 0)).map(({ setting, span }) => [setting, text.slice(span.start, span.end)]);

test('an entry is judged by its key and value together', () => {
  deepEqual(found('DB_PASSWORD', 'sh0p-2024'), [[undefined, 'sh0p-2024']]);
  deepEqual(found('DB_PASSWORD', `\${DB_PASSWORD}`), []);
  deepEqual(found('TOKEN_TTL', '15m'), []);
});

test('each form of a setting is read, without quotes, commas and comments', () => {
  const lines = [
    'export A_PASSWORD=one-2024',
    "b_password = 'two-2024' # rotate",
    '  "c_password": "three-2024",',
    '- d_password: four-2024 # rotate',
  ];
  deepEqual(found('app.conf', lines.join('\n')), [
    ['A_PASSWORD', 'one-2024'],
    ['b_password', 'two-2024'],
    ['c_password', 'three-2024'],
    ['d_password', 'four-2024'],
  ]);
});

test('values that continue below, anchors and tags are no values of the line', () => {
  deepEqual(found('app.yaml', 'password: |\n  text\ntoken: &t\nsecret: !env X'), []);
});

test('scripts and texts for people are searched for shapes alone', () => {
  const script = 'password = "letmein-2024"\nurl = "amqp://shop:br0ker-2024@mq/"\n';
  deepEqual(found('run.py', script), [[undefined, 'br0ker-2024']]);
  deepEqual(found('messages_de.properties', 'login.password=Passwort\nlogin.title=Anmelden'), []);
});

test('a long line does not slow the search down', () => {
  const line = `password =${' '.repeat(50_000)}x`;
  // The time of the processor, for others may be busy beside.
  const began = process.cpuUsage();
  found('app.conf', `${line}\n${line}`);
  const { user, system } = process.cpuUsage(began);
  deepEqual((user + system) / 1000 < 500, true);
});
