import { deepEqual } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { marked } from 'marked';
import { globSync } from 'tinyglobby';
import { root } from './harness/root.js';

test('no page links to a file that is not there', () => {
  const dead: string[] = [];
  for (const page of globSync(['*.md', 'docs/**/*.md', 'rules/**/*.md', 'examples/*/README.md'], { cwd: root })) {
    marked.walkTokens(marked.lexer(readFileSync(join(root, page), 'utf8')), (token) => {
      if (token.type !== 'link' && token.type !== 'image') return;
      const path = String(token.href).split('#')[0] ?? '';
      if (path === '' || /^[a-z]+:/.test(path)) return;
      if (!existsSync(join(root, dirname(page), path))) dead.push(`${page}: ${token.href}`);
    });
  }
  deepEqual(dead, []);
});
