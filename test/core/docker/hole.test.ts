import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDockerfile } from '../../../core/docker/parse.js';
import { applyEdits } from '../../../core/edit.js';
import { readDockerfile } from '../../../core/kinds/dockerfile.js';
import type { Stage } from '../../../core/model/dockerfile.js';
import { parseImage } from '../../../core/model/image.js';
import type { Hole, Value } from '../../../core/value.js';

const read = (text: string) =>
  readDockerfile({ path: '/srv/Dockerfile', text, base: 0, partial: undefined, targets: new Set() });

/** Instructions as what they say, for comparison. */
const said = (text: string): readonly string[] =>
  parseDockerfile(text).instructions.map(({ keyword, flags, rest, heredocs }) =>
    JSON.stringify([
      keyword,
      flags.map(({ name, value }) => [name, value?.text]),
      rest.text.split(/\s+/),
      heredocs.map(({ body }) => body.text),
    ]),
  );

const comments = (text: string): readonly string[] => parseDockerfile(text).comments.map((comment) => comment.text);

/** `~` is a continued line, in whatever style the file has. */
const instruction = fc.constantFrom(
  'RUN apt-get update ~    && apt-get install -y curl ~    && rm -rf /var/lib/apt/lists/*',
  'RUN ["npm", "ci"]',
  'RUN echo "# no comment" ~ # inside%  && true',
  'RUN <<EOF%set -e%  # in the heredoc%USER root%EOF',
  'COPY --chown=app:app --from=0 ~  /a /b',
  'COPY <<"ONE" <<TWO /etc/%CMD one%ONE%two%TWO',
  'ENV A=1 ~    B="x y" ~    C=3',
  'ENV LEGACY some text',
  'ARG VERSION=1.2',
  'LABEL org.example.name="it\'s" b=2',
  'EXPOSE 8080 9090/udp',
  'WORKDIR /srv/app',
  'ONBUILD RUN make',
  'VOLUME ["/data"]',
  'SHELL ["/bin/bash", "-c"]',
  'healthcheck --interval=5s --timeout=3s ~  CMD curl -f http://localhost/ || exit 1',
  'USER 1000:1000',
  'STOPSIGNAL SIGINT',
);
const end = fc.constantFrom(
  'CMD ["node", "a.js"]',
  'CMD node a.js',
  'ENTRYPOINT ["x"]%CMD ["y"]',
  '',
  'cmd node ~  a.js',
);
const gap = fc.constantFrom('', '%', '# a comment%', '%# one%# two%', '  ');
const stage = fc.record({
  from: fc.constantFrom(
    'FROM node:20',
    'FROM --platform=linux/amd64 node:20 AS web',
    'from "node:20"',
    'FROM ~ node:20',
  ),
  body: fc.array(fc.tuple(gap, instruction), { maxLength: 5 }),
  end,
});
const dockerfile = fc
  .record({
    stages: fc.array(stage, { minLength: 1, maxLength: 3 }),
    crlf: fc.boolean(),
    backtick: fc.boolean(),
    bom: fc.boolean(),
    finalNewline: fc.boolean(),
  })
  .map(({ stages, crlf, backtick, bom, finalNewline }) => {
    const lines = stages.flatMap(({ from, body, end: last }) => [
      from,
      ...body.map(([before, line]) => before + line),
      ...(last === '' ? [] : [last]),
    ]);
    const text = (backtick ? '# escape=`%' : '') + lines.join('%') + (finalNewline ? '%' : '');
    const joined = text.replaceAll('~', backtick ? '`%' : '\\%').replaceAll('%', crlf ? '\r\n' : '\n');
    return bom ? `\uFEFF${joined}` : joined;
  });

/** Applies what a hole gives and looks whether nothing but what was wanted has changed. */
function holds(text: string, edits: ReturnType<Hole<string>['drop']>, added: number, changed: number, removed: number) {
  if (edits === undefined) return undefined;
  const { text: after, skipped } = applyEdits(text, edits);
  assert.deepEqual(skipped, []);
  assert.deepEqual(parseDockerfile(after).problems, [], after);
  assert.deepEqual(comments(after), comments(text));
  const before = said(text);
  const now = said(after);
  assert.equal(now.length, before.length + added - removed);
  const kept = before.filter((line) => now.includes(line));
  assert.ok(kept.length >= before.length - changed - removed, after);
  assert.equal(after.includes('\r\n'), text.includes('\r\n'));
  if (text.includes('\r\n')) assert.ok(!/[^\r]\n/.test(after), 'mixed line ends');
  return after;
}

const inLastStage = <T>(text: string, pick: (stage: Stage) => Value<T>): Value<T> => {
  const last = read(text).stage.at(-1);
  assert.ok(last);
  return pick(last);
};

test('a value put into any Dockerfile is there, and nothing else is touched', () => {
  let written = 0;
  fc.assert(
    fc.property(dockerfile, (text) => {
      assert.deepEqual(parseDockerfile(text).problems, [], text);
      for (const [pick, put] of [
        [(each: Stage) => each.container.user, 'app'],
        [(each: Stage) => each.container.stop.signal, 'SIGQUIT'],
        [(each: Stage) => each.variable('NODE_ENV'), 'production'],
        [(each: Stage) => each.variable('B'), 'a "$b" \\ c'],
      ] as const) {
        const value = inLastStage(text, pick);
        const isOwn = value.state === 'set' && value.via === undefined;
        const after = holds(text, value.hole.put(put), isOwn ? 0 : 1, isOwn ? 1 : 0, 0);
        if (after === undefined) continue;
        written++;
        const now = inLastStage(after, pick);
        assert.equal(now.state === 'set' && now.value, put, after);
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(written > 400, `only ${written} of 600 were written`);
});

test('an image and an option put into any Dockerfile are there, and nothing else is touched', () => {
  const image = parseImage('ghcr.io/acme/node:22') ?? assert.fail();
  fc.assert(
    fc.property(dockerfile, (text) => {
      const value = inLastStage(text, (each) => each.container.image);
      const after = holds(text, value.hole.put(image), 0, 1, 0);
      assert.ok(after, text);
      const now = inLastStage(after, (each) => each.container.image);
      assert.equal(now.state === 'set' && now.value.text, image.text);
      const probe = inLastStage(text, (each) => each.container.liveness);
      if (probe.state !== 'set') return;
      const retried = holds(text, probe.value.retries.hole.put(7), 0, 1, 0);
      assert.ok(retried, text);
      const again = inLastStage(retried, (each) => each.container.liveness);
      assert.equal(again.state === 'set' && again.value.retries.state === 'set' && again.value.retries.value, 7);
    }),
    { numRuns: 150 },
  );
});

test('an instruction dropped from any Dockerfile is gone, and nothing else is touched', () => {
  fc.assert(
    fc.property(dockerfile, fc.nat(), (text, choice) => {
      const { instruction: all } = read(text);
      const chosen = all[choice % all.length];
      assert.ok(chosen);
      const after = holds(text, chosen.hole.drop(), 0, 0, 1);
      if (chosen.keyword === 'FROM') assert.equal(after, undefined);
    }),
    { numRuns: 150 },
  );
});

/** Dockerfile, what is done with it, and the text afterwards; undefined when the hole declines. */
const hard: readonly (readonly [
  string,
  string,
  (stage: Stage) => ReturnType<Hole<string>['drop']>,
  string | undefined,
])[] = [
  ['an open continuation at the end', 'FROM a\nRUN x \\\n', ({ hole }) => hole.put('USER b'), undefined],
  ['a user with a blank', 'FROM a\nCMD x\n', ({ container }) => container.user.hole.put('a b'), undefined],
  ['a user with a variable', 'FROM a\nUSER b\n', ({ container }) => container.user.hole.put('$X'), undefined],
  ['a value over two lines', 'FROM a\nCMD x\n', ({ hole }) => hole.put('RUN a\nRUN b'), undefined],
  ['no instruction at all', 'FROM a\n', ({ hole }) => hole.put('hello world'), undefined],
  [
    'a user from a variable',
    'FROM a\nUSER $U\n',
    ({ container }) => container.user.hole.put('app'),
    'FROM a\nUSER app\n',
  ],
  [
    'a user behind a continued line',
    'FROM a\nUSER \\\n  root\n',
    ({ container }) => container.user.hole.put('app'),
    'FROM a\nUSER \\\n  app\n',
  ],
  ['a comment inside the value', 'FROM a\nENV A=1 \\\n# b\n  B=2\n', (s) => s.variable('A').hole.drop(), undefined],
  [
    'a comment before the pair',
    'FROM a\nENV A=1 \\\n# b\n  B=2\n',
    (s) => s.variable('B').hole.put('3'),
    'FROM a\nENV A=1 \\\n# b\n  B=3\n',
  ],
  ['single quotes', "FROM a\nENV A='x y'\n", (s) => s.variable('A').hole.put('z $y'), "FROM a\nENV A='z $y'\n"],
  ['an empty value', 'FROM a\nENV A= B=1\n', (s) => s.variable('A').hole.put('x'), 'FROM a\nENV A=x B=1\n'],
  ['a value put to nothing', 'FROM a\nENV A=1\n', (s) => s.variable('A').hole.put(''), 'FROM a\nENV A=""\n'],
  [
    'a stage in the middle',
    'FROM a AS b\nRUN x\n\n# final\nFROM c\n',
    ({ base, hole }) => (base.stage ? undefined : hole.put('USER d')),
    'FROM a AS b\nRUN x\n\n# final\nFROM c\nUSER d\n',
  ],
  ['an indented file', '  FROM a\n  CMD x\n', ({ hole }) => hole.put('USER b'), '  FROM a\n  USER b\n  CMD x\n'],
  ['trailing blanks', 'FROM a  \nRUN x  ', ({ hole }) => hole.put('USER b'), 'FROM a  \nRUN x  \nUSER b'],
  [
    'a heredoc at the end of the file',
    'FROM a\nRUN <<E\nx\nE',
    ({ hole }) => hole.put('USER b'),
    'FROM a\nRUN <<E\nx\nE\nUSER b',
  ],
  [
    'a command after a command',
    'FROM a\nENTRYPOINT ["x"]\n',
    ({ container }) =>
      container.command.hole.put({
        form: 'exec',
        words: [{ text: 'y', span: { start: 0, end: 0 }, literal: true }],
        script: undefined,
        shell: undefined,
        span: { start: 0, end: 0 },
      }),
    'FROM a\nENTRYPOINT ["x"]\nCMD ["y"]\n',
  ],
  [
    'a flag on a continued line',
    'FROM a\nCOPY \\\n  --chown=b \\\n  x /y\n',
    ({ instructions }) => instructions[0]?.flag('chown').hole.put('c'),
    'FROM a\nCOPY \\\n  --chown=c \\\n  x /y\n',
  ],
  [
    'a flag with a blank',
    'FROM a\nCOPY x /y\n',
    ({ instructions }) => instructions[0]?.flag('chown').hole.put('c d'),
    undefined,
  ],
  [
    'a trigger',
    'FROM a\nONBUILD USER root\n',
    ({ instructions }) => instructions[0]?.trigger?.hole.put('app'),
    'FROM a\nONBUILD USER app\n',
  ],
  ['the only ENV', 'FROM a\nENV A=1\nCMD x\n', (s) => s.variable('A').hole.drop(), 'FROM a\nCMD x\n'],
  [
    'a heredoc to be rewritten',
    'FROM a\nRUN <<E\nx\nE\n',
    ({ instructions }) => instructions[0]?.hole.put('y'),
    undefined,
  ],
  [
    'a file with a fault elsewhere',
    'FROM a\nCOPY x\nCMD y\n',
    ({ hole }) => hole.put('USER b'),
    'FROM a\nCOPY x\nUSER b\nCMD y\n',
  ],
  [
    'a directive at the top',
    '# syntax=docker/dockerfile:1\nFROM a\nCMD x',
    ({ from }) => from.before.put('ARG V=1'),
    '# syntax=docker/dockerfile:1\nARG V=1\nFROM a\nCMD x',
  ],
  [
    'a mix of line ends',
    'FROM a\r\nRUN x\nCMD y\r\n',
    ({ hole }) => hole.put('USER b'),
    'FROM a\r\nRUN x\nUSER b\r\nCMD y\r\n',
  ],
];

test('hard cases are written right or not at all', () => {
  for (const [name, text, act, wanted] of hard) {
    const last = read(text).stage.at(-1);
    assert.ok(last, name);
    const edits = act(last);
    assert.equal(edits && applyEdits(text, edits).text, wanted, name);
  }
});
