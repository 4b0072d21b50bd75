// Takes the generators out of the library that reads YAML. Its lexer and its parser hand on every lexeme through up to
// seven nested generators, which is more work than reading it. Here each method puts what it finds into a list, and only
// those that the library promises as iterables hand it out. What is found, and in which order, stays the same; a test
// compares both. The build takes the library's own files through this, so that none of its code is copied.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What users of the library call: `handsOn` stay generators, `answers` give a list. */
const promised = { handsOn: new Set(['lex', 'parse']), answers: new Set(['next', 'end']) };

const helper = `
    given() {
        const { found } = this;
        if (found.length > 0) this.found = [];
        return found;
    }`;

/** Bundles the library's build for browsers, which asks for no environment variable at each lexeme, without its generators. */
export const directYaml = {
  name: 'direct yaml',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: join(root, 'node_modules/yaml/browser/dist/index.js') }));
    onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]parse[\\/](lexer|parser)\.js$/ }, ({ path }) => ({
      contents: withoutGenerators(readFileSync(path, 'utf8'), path),
      loader: 'js',
    }));
  },
};

/** Fails where a file is not written as it is expected, so that another version of the library is not changed halfway. */
function withoutGenerators(text, path) {
  /** Replacements by offset; later ones first. */
  const edits = [];
  const replace = (start, end, by) => edits.push({ start, end, by });
  const { program } = parseSync(path, text);
  const methods = [];
  new Visitor({
    MethodDefinition(node) {
      if (node.kind === 'constructor')
        replace(node.value.body.start + 1, node.value.body.start + 1, '\n        this.found = [];');
      if (node.value.generator) methods.push(node);
    },
    ClassBody({ start }) {
      replace(start + 1, start + 1, helper);
    },
  }).visit(program);
  if (methods.length === 0) throw new Error(`${path}: no generator`);
  for (const { start, key, value } of methods) {
    const { name } = key;
    if (name === 'parse') continue;
    if (promised.handsOn.has(name)) {
      handOn(value.body, replace);
      continue;
    }
    const parameters = value.params.map((one) => text.slice(one.start, one.end)).join(', ');
    const inner = promised.answers.has(name) ? `${name}Found` : name;
    const outer = `${name}(${parameters}) {\n        this.${inner}(${parameters});\n        return this.given();\n    }\n    `;
    replace(start, value.body.start, `${inner === name ? '' : outer}${inner}(${parameters}) `);
    takeOut(value.body, replace);
  }
  let made = text;
  for (const { start, end, by } of edits.sort((a, b) => b.start - a.start))
    made = made.slice(0, start) + by + made.slice(end);
  return made;
}

/** `yield* x` becomes `x`, and `yield x` a find. */
function takeOut(body, replace) {
  new Visitor({
    YieldExpression({ start, argument, delegate }) {
      replace(start, argument.start, delegate ? '' : 'this.found.push(');
      if (!delegate) replace(argument.end, argument.end, ')');
    },
  }).visit(asProgram(body));
}

/** A statement that hands on becomes one that works, and hands on what was found then. */
function handOn(body, replace) {
  new Visitor({
    ExpressionStatement({ start, end, expression }) {
      const { right } = expression;
      if (right?.type !== 'YieldExpression') return;
      replace(start, start, '{ ');
      replace(right.start, right.argument.start, '');
      replace(end, end, ' for (const one of this.given()) yield one; }');
    },
  }).visit(asProgram(body));
}

/** The visitor wants a whole program. */
const asProgram = (body) => ({ type: 'Program', body: [body], sourceType: 'module', start: body.start, end: body.end });
