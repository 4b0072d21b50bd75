import { deepEqual, notEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { Lexer, Parser } from 'yaml';
import { root } from '../../harness/root.js';
import { randomDocument } from './random-yaml.js';

/** The library as it is installed; what the tests and the product import is bundled without its generators. */
const original = createRequire(join(root, 'package.json'))('yaml') as typeof import('yaml');

const read = (library: Pick<typeof import('yaml'), 'Lexer' | 'Parser'>, text: string) => ({
  lexemes: [...new library.Lexer().lex(text)],
  tokens: [...new library.Parser().parse(text)],
});

function isSame(text: string): void {
  deepEqual(read({ Lexer, Parser }, text), read(original, text));
}

test('the bundled lexer and parser have no generators inside', () => {
  notEqual(Lexer, original.Lexer);
  ok(!Array.isArray(new original.Parser().next('a')));
  ok(Array.isArray(new Parser().next('a')));
});

test('whatever is installed and what is bundled read files alike, whole, cut off and spliced', () => {
  const files = globSync(['test/corpus/**/*.{yaml,yml}', 'test/precision/**/*.{yaml,yml}'], { cwd: root }).sort();
  ok(files.length > 100);
  const texts = files.map((path) => readFileSync(join(root, path), 'utf8'));
  texts.forEach((text, index) => {
    const cut = (index * 7919) % (text.length + 1);
    isSame(text);
    isSame(text.slice(0, cut));
    isSame(text.slice(cut) + text.slice(0, cut));
  });
});

test('they read random documents and random characters alike', () => {
  const indicators = fc.string({ unit: fc.constantFrom(...' \n\r\t-:?,[]{}#&*!|>\'"%@`~.0a\ufeff…\\'), maxLength: 60 });
  fc.assert(fc.property(randomDocument, isSame), { numRuns: 300 });
  fc.assert(fc.property(indicators, isSame), { numRuns: 3000 });
});

test('what is read in pieces is read alike', () => {
  const pieces = ['a: |\n  b', '\n c: d', '\r', '\n- e: "f', '" # g\n...', '\n'];
  const inPieces = (library: Pick<typeof import('yaml'), 'Lexer' | 'Parser'>) => {
    const [lexer, parser] = [new library.Lexer(), new library.Parser()];
    return pieces.map((piece, index) => {
      const incomplete = index < pieces.length - 1;
      return [[...lexer.lex(piece, incomplete)], [...parser.parse(piece, incomplete)]];
    });
  };
  deepEqual(inPieces({ Lexer, Parser }), inPieces(original));
});
