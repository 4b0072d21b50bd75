import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandOfText, commandOfWords, toExecForm } from '../../../core/model/argv.js';
import type { Word } from '../../../core/model/command.js';
import { sourceAt } from '../../../core/source.js';

/** Words of a flow list such as `["sh", "-c", "x"]`, their spans with the quotes. */
function wordsOf(list: string): readonly Word[] {
  return [...list.matchAll(/"([^"]*)"/g)].map((match) => ({
    text: match[1] ?? '',
    span: { start: match.index, end: match.index + match[0].length },
    literal: true,
  }));
}

test('an argument vector is kept and no shell is seen in it', () => {
  const words = wordsOf('["node", "server.js"]');
  const { form, script, shell, span } = commandOfWords(words);
  assert.deepEqual(
    { form, script, shell, span },
    { form: 'exec', script: undefined, shell: undefined, span: { start: 1, end: 20 } },
  );
});

test('the argument of sh -c is read at its place inside the quotes', () => {
  const list = '["/bin/sh", "-c", "exec nginx -g x"]';
  const command = commandOfWords(wordsOf(list));
  assert.equal(command.shell, '/bin/sh');
  const [nginx] = command.script?.commands ?? [];
  assert.ok(nginx);
  assert.deepEqual([nginx.name, nginx.exec], ['nginx', true]);
  assert.deepEqual(
    nginx.words.map(({ span }) => list.slice(span.start, span.end)),
    ['nginx', '-g', 'x'],
  );
});

test('a shell behind an init is found too', () => {
  const command = commandOfWords(wordsOf('["tini", "--", "bash", "-c", "node app.js"]'));
  assert.deepEqual([command.shell, command.script?.commands[0]?.name], ['bash', 'node']);
});

test('a shell text is read for shells of the Bourne family only', () => {
  const read = (shell?: string) => commandOfText(sourceAt('node app.js', 3), shell);
  assert.deepEqual([read().form, read().shell, read().script?.simple], ['shell', '/bin/sh', true]);
  assert.deepEqual(read('/bin/bash').script?.commands[0]?.span, { start: 3, end: 14 });
  assert.equal(read('powershell').script, undefined);
});

test('a shell form that is one plain command has an exec form', () => {
  const exec = (text: string) => toExecForm(commandOfText(sourceAt(text, 0)))?.words.map((word) => word.text);
  assert.deepEqual(exec("node 'a b.js' --port=80"), ['node', 'a b.js', '--port=80']);
  assert.deepEqual(exec('exec node a.js'), ['node', 'a.js']);
  const shell = [
    'node $A',
    'a && b',
    'A=1 node',
    'node > x',
    'node *.js',
    'node ~/a',
    'a | b',
    'env A=1 node',
    '',
    'node "x',
  ];
  for (const text of shell) assert.equal(exec(text), undefined, text);
});
