import { deepEqual } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { marked } from 'marked';
import { globSync } from 'tinyglobby';
import { root } from './harness/root.js';

const pages = globSync(['*.md', 'docs/**/*.md', 'rules/**/*.md', 'examples/*/README.md'], { cwd: root });

/** The names under which the headings of a page are reached, as GitHub makes them: the second of the same name gets `-1`. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  marked.walkTokens(marked.lexer(readFileSync(join(root, page), 'utf8')), (token) => {
    if (token.type !== 'heading') return;
    const plain = String(token['text']).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const name = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let unique = name;
    for (let count = 1; anchors.has(unique); count++) unique = `${name}-${count}`;
    anchors.add(unique);
  });
  return anchors;
}

test('no page links to a file or a heading that is not there', () => {
  const dead: string[] = [];
  for (const page of pages) {
    marked.walkTokens(marked.lexer(readFileSync(join(root, page), 'utf8')), (token) => {
      if (token.type !== 'link' && token.type !== 'image') return;
      const [path = '', anchor] = String(token.href).split('#');
      if (/^[a-z]+:/.test(path)) return;
      const target = path === '' ? page : join(dirname(page), path);
      const isThere = existsSync(join(root, target));
      if (!isThere || (anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor)))
        dead.push(`${page}: ${token.href}`);
    });
  }
  deepEqual(dead, []);
});
