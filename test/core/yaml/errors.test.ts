import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { parseYaml } from '../../../core/yaml/parse.js';

/** `line:column "text there" message` of the first problem. */
const first = (text: string): string | undefined => {
  const problem = parseYaml(text).problems[0];
  if (problem === undefined) return undefined;
  const before = text.slice(0, problem.span.start).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  return `${place} ${JSON.stringify(text.slice(problem.span.start, problem.span.end))} ${problem.message}`;
};

const mistakes: readonly (readonly [name: string, text: string, said: string])[] = [
  [
    'the first mark of a merge conflict',
    'services:\n  web:\n<<<<<<< HEAD\n    image: nginx:1.27\n=======\n    image: nginx:1.28\n>>>>>>> other\n',
    '3:1 "<<<<<<<" Mark of a merge conflict',
  ],
  [
    'brackets within brackets are pointed at where they become too many',
    `a: 1\nb:\n  ${'['.repeat(300)}${']'.repeat(300)}\n`,
    '3:202 "[" Nested more than 200 levels deep',
  ],
  [
    'a quote that is never closed is pointed at where it opens',
    'services:\n  web:\n    image: "nginx:1.27\n    restart: always\n',
    '3:12 "\\"" The quote is never closed',
  ],
  [
    'a colon inside a value asks for quotes',
    'web:\n  image: nginx: 1.27\n',
    '2:10 "nginx:" A value with ": " in it stands without quotes',
  ],
  [
    'a key without its colon is named without the lines below it',
    'web:\n  image nginx\n  restart: always\n',
    '2:3 "image nginx" The colon or the blank behind it is missing',
  ],
  ['a key at the end without a colon', 'a: 1\nb\n', '2:1 "b" A key stands here without a colon'],
  [
    'a line indented too little',
    'web:\n    image: nginx\n   restart: always\n',
    '3:1 "   " The indentation is not that of the lines above',
  ],
  [
    'a line indented too deep is pointed at, not the value above it',
    'web:\n    image: nginx\n     restart: always\n',
    '3:1 "     " This line is indented as if it went on with the value above',
  ],
  ['a list item among keys', 'a:\n  b: 1\n  - x\n', '3:1 "  " A list item stands where a key is expected'],
  ['a bracket that stays open', 'a: [1, 2\nb: 3\n', '2:1 "b:" The bracket is not closed by "]"'],
  [
    'a value that begins with a reserved sign',
    'a: @x\n',
    '1:4 "@x" A value that begins with "@" stands without quotes',
  ],
  [
    'a regular expression in double quotes',
    'a: "\\d+"\n',
    '1:5 "\\\\d+\\"" Double quotes do not know the escape "\\d"',
  ],
  [
    'a wildcard is a text without quotes, not an alias',
    'host: *.example.com\n',
    '1:7 "*.example.com" A value that begins with "*" stands without quotes',
  ],
  ['a schedule of cron', 'schedule: * * * * *\n', '1:11 "*" A value that begins with "*" stands without quotes'],
];

for (const [name, text, said] of mistakes) {
  test(name, () => equal(first(text), said));
}

test('tabs are told as such, whatever the parser calls them', () => {
  equal(
    first('services:\n\tweb:\n\t\timage: nginx\n')?.startsWith('2:1 "\\t" Tabs are not allowed as indentation'),
    true,
  );
});

test('every text is there in Russian too', () => {
  deepEqual(
    mistakes.flatMap(([, text]) => parseYaml(text).problems.filter((problem) => !/[а-яё]/i.test(problem.text.ru))),
    [],
  );
});
