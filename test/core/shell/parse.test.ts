// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell texts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseShellAt } from '../../../core/shell/parse.js';
import type { ShellCommand } from '../../../core/shell/script.js';

const read = (text: string) => parseShellAt(text, 0);
const lines = (text: string): readonly string[] => read(text).commands.map(({ words }) => words.map(textOf).join(' '));
const textOf = ({ text }: { readonly text: string }): string => text;
const find = (text: string, name: string): ShellCommand => {
  const command = read(text).commands.find((each) => each.name === name);
  assert.ok(command, `no command "${name}" in ${text}`);
  return command;
};

test('words lose their quotes and keep their places', () => {
  const text = `apt-get install -y "curl" 'ca-certificates' lib\\ x`;
  const { words } = find(text, 'apt-get');
  assert.deepEqual(words.map(textOf), ['apt-get', 'install', '-y', 'curl', 'ca-certificates', 'lib x']);
  assert.deepEqual(
    words.map(({ span }) => text.slice(span.start, span.end)),
    ['apt-get', 'install', '-y', '"curl"', "'ca-certificates'", 'lib\\ x'],
  );
});

test('a word is literal unless a variable, a substitution or a template is in it', () => {
  const { words } = find('rm -rf /var/lib/apt/lists/* "$HOME/x" \'$HOME\' `id -u` {{.Values.dir}} a{b,c}', 'rm');
  assert.deepEqual(
    words.map(({ literal }) => literal),
    [true, true, true, false, true, false, false, true],
  );
});

test('the program is named without its folders, even behind a variable', () => {
  const names = read('/usr/bin/curl x; ${JAVA_HOME}/bin/java -jar a; $PYTHON -m pip; [ -f x ]').commands;
  assert.deepEqual(
    names.map(({ name }) => name),
    ['curl', 'java', '$PYTHON', '['],
  );
});

test('wrappers are taken off with their options and remembered', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['exec node server.js', 'node server.js', ['exec']],
    ['exec -a web node server.js', 'node server.js', ['exec']],
    ['env NODE_ENV=production node server.js', 'node server.js', ['env']],
    ['env -i -u HOME A=b node', 'node', ['env']],
    ['sudo -u app -E PATH=/bin apt-get update', 'apt-get update', ['sudo']],
    ['nice -n 10 ionice -c 3 tar cf x', 'tar cf x', ['nice', 'ionice']],
    ['timeout -k 5 30s curl x', 'curl x', ['timeout']],
    ['find . -print0 | xargs -0 -n 1 rm -f', 'rm -f', ['xargs']],
    ['exec gosu app:app java -jar app.jar', 'java -jar app.jar', ['exec', 'gosu']],
    ['tini -g -- python app.py', 'python app.py', ['tini']],
    ['/usr/bin/time -v make', 'make', ['/usr/bin/time']],
    ['command -v curl', 'command -v curl', []],
    ['exec > /var/log/x', 'exec', []],
    ['env', 'env', []],
    ['sudo -l', 'sudo -l', []],
  ];
  for (const [text, line, wrappers] of cases) {
    const command = read(text).commands.at(-1);
    assert.deepEqual([command?.words.map(textOf).join(' '), command?.wrappers.map(textOf)], [line, wrappers], text);
  }
});

test('assignments stand apart from the command, also those behind env', () => {
  const { assignments, name } = find('A=1 B="$x" env C=3 node', 'node');
  assert.equal(name, 'node');
  assert.deepEqual(
    assignments.map((each) => [each.name, each.value?.text, each.value?.literal]),
    [
      ['A', '1', true],
      ['B', '$x', false],
      ['C', '3', true],
    ],
  );
  const bare = read('PATH=/opt:$PATH').commands;
  assert.deepEqual(
    bare.map((each) => [each.name, each.words.length, each.assignments.length]),
    [[undefined, 0, 1]],
  );
});

test('export keeps its assignments as words', () => {
  assert.deepEqual(lines('export A="b c" D'), ['export A=b c D']);
});

test('operators, the last command and the left side of a pipe are told', () => {
  const text = 'set -e; a && b || c | d & e';
  assert.deepEqual(
    read(text).commands.map(({ name, position: { after, last, piped, background, condition } }) => [
      name,
      after,
      [last && 'last', piped && 'piped', background && 'background', condition && 'condition'].filter(Boolean).join(),
    ]),
    [
      ['set', undefined, ''],
      ['a', ';', 'background,condition'],
      ['b', '&&', 'background,condition'],
      ['c', '||', 'piped,background'],
      ['d', '|', 'background'],
      ['e', ';', 'last'],
    ],
  );
});

test('a newline joins like a semicolon and a continued line does not', () => {
  assert.deepEqual(
    read('a \\\n  b\nc').commands.map(({ words, position }) => [words.map(textOf), position.after]),
    [
      [['a', 'b'], undefined],
      [['c'], ';'],
    ],
  );
});

test('groups, branches and loops pass on where they stand', () => {
  const text = 'if test -f x; then a; b; else c; fi | tee log; while read l; do d; done; f() { g; }; (h; i)';
  const at = (name: string) => find(text, name).position;
  assert.deepEqual([at('test').condition, at('read').condition, at('b').condition], [true, true, false]);
  assert.deepEqual([at('a').piped, at('c').piped, at('tee').piped], [true, true, false]);
  assert.deepEqual([at('a').after, at('b').after, at('h').after, at('i').after], [undefined, ';', ';', ';']);
  assert.deepEqual([at('g').last, at('h').last, at('i').last], [false, false, true]);
  assert.deepEqual([at('read').repeated, at('d').repeated, at('c').repeated], [true, true, false]);
});

test('commands in substitutions are read, in $( ), backticks, escaped backticks and process substitutions', () => {
  const text = 'echo "$(cat a)" `whoami` `x \\`y\\`` ${V:-$(z)} > $(w) && bash <(curl -s u)';
  assert.deepEqual(
    read(text).commands.map(({ name, position }) => [name, position.substitution]),
    [
      ['echo', false],
      ['cat', true],
      ['whoami', true],
      ['x', true],
      ['y', true],
      ['z', true],
      ['w', true],
      ['bash', false],
      ['curl', true],
    ],
  );
  for (const { span } of read(text).commands) assert.ok(span.start >= 0 && span.end <= text.length);
});

test('sh -c is followed to the exact place, through single, double and escaped quotes', () => {
  const cases = [
    `bash -lc 'cd /srv && npm ci'`,
    `sh -c "cd /srv && npm ci"`,
    `sh -ec "echo \\"a\\" && npm ci"`,
    `exec /bin/bash -euo pipefail -c "npm ci"`,
    `su app -c 'npm ci'`,
    `sh -c "sh -c 'npm ci'"`,
    `busybox sh -c 'npm ci'`,
    `bash <<EOF\nnpm ci\nEOF`,
  ];
  for (const text of cases) {
    const { span, words } = find(text, 'npm');
    assert.equal(text.slice(span.start, span.end), 'npm ci', text);
    assert.deepEqual(
      words.map((word) => text.slice(word.span.start, word.span.end)),
      ['npm', 'ci'],
    );
  }
});

test('a script that is run by name is not taken for a command line', () => {
  assert.deepEqual(lines('sh install.sh -c x'), ['sh install.sh -c x']);
});

test('a heredoc is data unless a shell reads it', () => {
  assert.deepEqual(lines('cat <<EOF > /etc/x\nrm -rf /\n$(id)\nEOF\n'), ['cat', 'id']);
  assert.deepEqual(lines("sh -s <<'EOF'\nrm -rf /x\nEOF\n"), ['sh -s', 'rm -rf /x']);
});

test('redirections are listed with their targets', () => {
  const { redirects } = find('node app.js >> /var/log/app.log 2>&1', 'node');
  assert.deepEqual(
    redirects.map(({ operator, descriptor, target }) => [operator, descriptor, target?.text]),
    [
      ['>>', undefined, '/var/log/app.log'],
      ['>&', 2, '1'],
    ],
  );
});

test('only one plain command is simple', () => {
  for (const text of ['node app.js', 'exec node app.js', 'A=b node app.js > /x', '  node \\\n app.js ']) {
    assert.equal(read(text).simple, true, text);
  }
  for (const text of ['a && b', 'a; b', 'a | b', 'a &', '(a)', 'if a; then b; fi', '', '# only a comment', '! a']) {
    assert.equal(read(text).simple, false, text);
  }
});

test('a trap is seen, its removal is none', () => {
  assert.equal(read("trap 'kill -TERM $pid' TERM INT; node app.js & wait").traps, true);
  assert.equal(read('trap - TERM; node app.js').traps, false);
});

test('broken shell is a problem and the rest is read', () => {
  const script = read('apt-get update && ; curl "x');
  assert.deepEqual(
    script.commands.map(({ name }) => name),
    ['apt-get', 'curl'],
  );
  assert.deepEqual(
    script.problems.map(({ span }) => span.start),
    [17, 25],
  );
});

test('hostile texts are read in bounded time', () => {
  const hostile = [
    '('.repeat(50_000),
    '$('.repeat(50_000),
    '`'.repeat(50_001),
    '{ '.repeat(50_000),
    '"$('.repeat(30_000),
    '${a:-'.repeat(20_000),
    'if '.repeat(50_000),
    'a|'.repeat(50_000),
    'cat <<E '.repeat(5_000),
    `sh -c ${"'sh -c ".repeat(1000)}`,
    '<<'.repeat(50_000),
    '$((('.repeat(30_000),
    'x'.repeat(300_000),
  ];
  for (const text of hostile) {
    const begun = performance.now();
    read(text);
    assert.ok(performance.now() - begun < 10_000, `${text.slice(0, 10)} took ${performance.now() - begun} ms`);
  }
});

test('no text makes the reader throw, and all places lie in the text', () => {
  const token = fc.constantFrom(
    ...['a', ' ', '\n', '"', "'", '`', '$(', ')', '$', '{', '}', '(', '\\', '&&', '||', ';', '|', '&', '<<E', '>', '#'],
    ...[
      'sh -c ',
      'if ',
      'then ',
      'fi',
      'case ',
      'esac',
      'A=',
      '[[ ',
      ' ]]',
      '((',
      '${',
      'for x in ',
      'é😀',
      '\r\n',
      '\t',
      '!',
    ],
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
      const text = tokens.join('');
      const script = read(text);
      const spans = script.commands.flatMap(({ span, words, assignments, redirects }) => [
        span,
        ...[...words, ...assignments, ...redirects].map((part) => part.span),
      ]);
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length, text);
    }),
    { numRuns: 2000 },
  );
});
