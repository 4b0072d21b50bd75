// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Dockerfiles
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SyntaxInstruction } from '../../../core/docker/instruction.js';
import { parseDockerfile } from '../../../core/docker/parse.js';

const texts = (text: string, pick: (instruction: SyntaxInstruction) => { start: number; end: number }) =>
  parseDockerfile(text).instructions.map((instruction) => {
    const { start, end } = pick(instruction);
    return text.slice(start, end);
  });
const spans = (text: string): readonly string[] => texts(text, ({ span }) => span);
const rests = (text: string): readonly string[] => parseDockerfile(text).instructions.map(({ rest }) => rest.text);
const problems = (text: string): readonly string[] =>
  parseDockerfile(text).problems.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`);

test('continued lines are one instruction, comments and empty lines in them vanish', () => {
  const text = 'FROM a\nRUN apt-get update \\\n  # why\n\n  && ls \\ \nCMD x\n';
  assert.deepEqual(spans(text), ['FROM a', 'RUN apt-get update \\\n  # why\n\n  && ls \\ \nCMD x']);
  assert.deepEqual(rests(text), ['a', 'apt-get update   && ls CMD x']);
  assert.deepEqual(
    parseDockerfile(text).comments.map(({ text: own, next }) => [own, next && text.slice(next.start, next.end)]),
    [['why', '&& ls \\']],
  );
  const last = parseDockerfile('FROM a\nRUN ls \\\n  # nothing follows\n');
  assert.deepEqual(
    last.comments.map((comment) => comment.next),
    [undefined],
  );
});

test('two backslashes at the end of a line do not continue it', () => {
  assert.deepEqual(rests('FROM a\nWORKDIR C:\\\\\nUSER b'), ['a', 'C:\\\\', 'b']);
});

test('with a backtick as escape, a path may end in a backslash', () => {
  const text = '# escape=`\r\nFROM a\r\nCOPY x C:\\app\\\r\nRUN dir `\r\n  /b\r\n';
  assert.deepEqual(rests(text), ['a', 'x C:\\app\\', 'dir   /b']);
  assert.equal(parseDockerfile(text).escapeCharacter, '`');
});

test('a file without FROM is a problem at what stands in its place', () => {
  assert.deepEqual(problems('ARG A=1\nARG B=2\n'), ['ARG: There is no FROM']);
  assert.deepEqual(problems('FRM alpine\n'), ['FRM: Unknown instruction "FRM"; the nearest is FROM']);
});

test('the marks of a merge conflict are named as what they are', () => {
  assert.deepEqual(problems('FROM a\n<<<<<<< HEAD\nCMD x\n=======\nCMD y\n>>>>>>> other\n'), [
    '<<<<<<<: Mark of a merge conflict',
    '=======: Mark of a merge conflict',
    '>>>>>>>: Mark of a merge conflict',
  ]);
});

test('directives stand at the top, each once, in any case', () => {
  const names = (text: string) => parseDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);
  assert.deepEqual(names('# Syntax = docker/dockerfile:1\n#check=skip=all;error=true\nFROM a'), [
    'syntax=docker/dockerfile:1',
    'check=skip=all;error=true',
  ]);
  assert.deepEqual(names('\n# escape=`\nFROM a'), []);
  assert.deepEqual(names('# a comment\n# escape=`\nFROM a'), []);
  assert.deepEqual(names('\uFEFF# escape=`\nFROM a'), ['escape=`']);
  assert.deepEqual(problems('# escape=`\n# escape=\\\nFROM a'), ['# escape=\\: Second directive "escape"']);
  assert.deepEqual(
    parseDockerfile('# escape=`\n# note\nFROM a').comments.map(({ text }) => text),
    ['note'],
  );
});

test('a comment knows the instruction it stands above, and the stage when that is a FROM', () => {
  const text = '# one\n\n# two\nFROM a\n# three\nUSER b\nFROM c\n# four';
  const shown = parseDockerfile(text).comments.map(({ text: comment, next, nextStage }) => [
    comment,
    next && text.slice(next.start, next.end),
    nextStage && text.slice(nextStage.start, nextStage.end),
  ]);
  const stage = 'FROM a\n# three\nUSER b';
  assert.deepEqual(shown, [
    ['one', 'FROM a', stage],
    ['two', 'FROM a', stage],
    ['three', 'USER b', undefined],
    ['four', undefined, undefined],
  ]);
});

test('heredocs take their lines, several at once, quoted, tabbed and under ONBUILD', () => {
  const bodies = (text: string) =>
    parseDockerfile(text).instructions.flatMap((each) =>
      (each.trigger ?? each).heredocs.map(({ name, body, expands }) => [name, body.text, expands]),
    );
  assert.deepEqual(bodies('FROM a\nCOPY <<A <<-"B" /x\none $V\nA\n\ttwo\n\tB\nUSER x'), [
    ['A', 'one $V\n', true],
    ['B', '\ttwo\n', false],
  ]);
  assert.deepEqual(bodies("FROM a\r\nRUN <<'E' bash\r\nx \\\r\n# y\r\nE\r\nUSER x"), [['E', 'x \\\n# y\n', false]]);
  assert.deepEqual(bodies('FROM a\nONBUILD RUN <<E\nx\nE\nUSER x'), [['E', 'x\n', true]]);
  assert.deepEqual(bodies('FROM a\nRUN echo $((1 <<2)) "a <<EOF" \'<<B\'\nUSER x'), []);
  assert.deepEqual(bodies('FROM a\nRUN <<E\nE\nUSER x'), [['E', '', true]]);
  assert.deepEqual(spans('FROM a\nRUN 3<<E cat\nx\nE\nUSER x').at(-1), 'USER x');
});

test('the exec form is JSON, or it is no exec form', () => {
  const words = (text: string) =>
    parseDockerfile(`FROM a\n${text}`).instructions[1]?.json?.map(({ word }) => word.text);
  assert.deepEqual(words('CMD ["a", "b\\"c", "\\u00e9\\\\"]'), ['a', 'b"c', 'é\\']);
  assert.deepEqual(words('CMD [ ]'), []);
  assert.deepEqual(words('HEALTHCHECK --interval=5s CMD ["x"]'), ['x']);
  assert.deepEqual(words("CMD ['a']"), undefined);
  assert.deepEqual(words('CMD ["a",]'), undefined);
  assert.deepEqual(problems("FROM a\nCMD ['a']\nRUN [ -f x ]"), []);
  assert.deepEqual(problems('FROM a\nCMD ["a", 1]'), ['["a", 1]: CMD takes strings only']);
});

test('pairs are split at blanks outside quotes and escapes', () => {
  const pairs = (text: string) =>
    parseDockerfile(text).instructions[0]?.pairs.map(({ name, value }) => [name.text, value?.text]);
  assert.deepEqual(pairs('ENV A=1 B="x y"z C=a\\ b D= E=\'"\''), [
    ['A', '1'],
    ['B', '"x y"z'],
    ['C', 'a\\ b'],
    ['D', ''],
    ['E', "'\"'"],
  ]);
  assert.deepEqual(pairs('ENV A b  "c"'), [['A', 'b  "c"']]);
  assert.deepEqual(pairs('ARG A B=2'), [
    ['A', undefined],
    ['B', '2'],
  ]);
  assert.deepEqual(pairs('LABEL\ta=1\t"b c"=2'), [
    ['a', '1'],
    ['"b c"', '2'],
  ]);
});

test('each bad instruction is one problem at its place, and the others are read', () => {
  const cases = [
    ['FROM a\nRUNN x\nUSER b', 'RUNN: Unknown instruction "RUNN"; the nearest is RUN'],
    ['FROM a\nUSER\nUSER b', 'USER: USER has no arguments'],
    ['RUN x\nUSER y\nFROM a', 'RUN: RUN stands before the first FROM'],
    ['ARG V=1\nFROM a AS', 'a AS: FROM takes one image, and a name after AS'],
    ['FROM a\nCOPY x', 'x: COPY takes a source and a destination'],
    ['FROM a\nENV A', 'A: ENV takes a name and a value'],
    ['FROM a\nENV A=1 B', 'A=1 B: A word of ENV has no "="; a value with blanks is quoted'],
    ['FROM a\nLABEL x="y', 'x="y: LABEL has a quote without its end'],
    ['FROM a\nSHELL bash', 'bash: SHELL takes a JSON array of strings'],
    ['FROM a\nHEALTHCHECK curl x', 'curl x: HEALTHCHECK takes CMD or NONE'],
    ['FROM a\nHEALTHCHECK --interval=5s CMD', 'CMD: HEALTHCHECK CMD has no command'],
    ['FROM a\nONBUILD FROM b', 'FROM: ONBUILD cannot trigger FROM'],
    ['FROM a\nRUN cat <<EOF\nx', '<<EOF: Heredoc "EOF" has no end'],
    ['PK\u0003\u0004\0\0', ': The file is not text'],
  ] as const;
  for (const [text, problem] of cases) assert.deepEqual(problems(text), [problem]);
});

test('what builds has no problem', () => {
  const texts = [
    'FROM a',
    "from a as b\ncopy --from=b --chown=a:b . .\ncmd x\nentrypoint []\nexpose 80\nmaintainer It's me",
    'FROM a\nCMD\nUSER a b\nVOLUME /x\nSTOPSIGNAL 9\nHEALTHCHECK NONE\nLABEL a b\nADD ["a b", "/x"]\nRUN echo "it\'s"',
    'FROM a\nRUN\\\n x\nENV A="b \\\n c" D=\'it"s\' E="it\'s"',
    'ARG A\nFROM a\nCOPY <<E /x\nit"s\nE\n',
  ];
  for (const text of texts) assert.deepEqual(problems(text), [], text);
});

test('any text is read, with places inside it and in order', () => {
  const token = fc.constantFrom(
    ...[
      'FROM ',
      'RUN ',
      'ENV ',
      'COPY ',
      'ONBUILD ',
      'HEALTHCHECK ',
      'CMD ',
      'a',
      '=',
      '"',
      "'",
      '\\',
      '`',
      '\n',
      '\r\n',
      '\r',
    ],
    ...[
      ' ',
      '\t',
      '#',
      '# escape=`\n',
      '<<E',
      '\nE\n',
      '["',
      '"]',
      '--x=',
      '$',
      '{',
      '}',
      '\uFEFF',
      'é',
      '\u2028',
      '\\\n',
      ',',
    ],
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      const text = tokens.join('');
      const { instructions, comments, problems: found } = parseDockerfile(text);
      let end = 0;
      for (const instruction of instructions) {
        assert.ok(instruction.span.start >= end, 'instructions overlap');
        end = instruction.span.end;
        const inner = [instruction.keywordSpan, instruction.restSpan, ...instruction.flags.map(({ span }) => span)];
        const more = [
          ...instruction.pairs.map(({ span }) => span),
          ...(instruction.json ?? []).map(({ word }) => word.span),
        ];
        for (const { start, end: stop } of [...inner, ...more]) {
          assert.ok(instruction.span.start <= start && start <= stop && stop <= instruction.span.end);
        }
      }
      for (const { span } of [...comments, ...found]) assert.ok(0 <= span.start && span.end <= text.length);
    }),
    { numRuns: 2000 },
  );
});

test('long and hostile files are read in bounded time', () => {
  const hostile = [
    'RUN a \\\n'.repeat(20_000),
    `FROM a\n${'ENV A=1\n'.repeat(3000)}`,
    `FROM a\nENV ${'A=1 '.repeat(5000)}`,
    `FROM a\nRUN ${'<<E '.repeat(500)}\n${'x\n'.repeat(5000)}`,
    '# a=b\n'.repeat(20_000),
    `FROM a\nRUN ${'--x=y '.repeat(3000)}`,
    `FROM a\nCMD [${'"a",'.repeat(20_000)}`,
    'x'.repeat(300_000),
    `FROM a\nENV A=${'"'.repeat(50_001)}`,
    `FROM a\n${'ONBUILD '.repeat(2000)}`,
  ];
  for (const text of hostile) {
    const begun = performance.now();
    parseDockerfile(text);
    assert.ok(performance.now() - begun < 10_000, `${text.slice(0, 20)} took ${performance.now() - begun} ms`);
  }
});
