// Reads the topics of the course: rules/course/<topic>.md and .ru.md, each a title, a short part, a full part and links to
// topics near it.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { marked } from 'marked';
import { globSync } from 'tinyglobby';
import { Fault } from './fault.mjs';

const headings = { en: ['Short', 'Full', 'Near'], ru: ['Кратко', 'Подробно', 'Рядом'] };

/** Ids of all topics, in order; one that is written in one language only is among them. */
export function topicIds(root) {
  const ids = globSync('rules/course/*.md', { cwd: root }).map((file) => basename(file, '.md').replace(/\.ru$/, ''));
  return [...new Set(ids)].sort();
}

/** One topic in both languages. Throws, naming the file, when a part is missing. */
export function readTopic(root, id) {
  const en = readLanguage(root, `rules/course/${id}.md`, headings.en);
  const ru = readLanguage(root, `rules/course/${id}.ru.md`, headings.ru);
  if (en.near.join() !== ru.near.join())
    throw new Fault(`rules/course/${id}.ru.md:1: other topics near it than in English`);
  return {
    id,
    title: { en: en.title, ru: ru.title },
    short: { en: en.short, ru: ru.short },
    full: { en: en.full, ru: ru.full },
    near: en.near,
  };
}

function readLanguage(root, path, [shortHeading, fullHeading, nearHeading]) {
  const parts = { title: undefined, [shortHeading]: [], [fullHeading]: [], [nearHeading]: [] };
  let current;
  let line = 1;
  if (!existsSync(join(root, path))) throw new Fault(`${path}:1: the topic is missing in this language`);
  for (const token of marked.lexer(readFileSync(join(root, path), 'utf8'))) {
    if (token.type === 'heading' && token.depth === 1) parts.title = token.text;
    else if (token.type === 'heading' && token.depth === 2) {
      current = parts[token.text];
      if (!Array.isArray(current)) throw new Fault(`${path}:${line}: unknown heading "${token.text}"`);
    } else if (current) current.push(token.raw);
    else if (token.type !== 'space') throw new Fault(`${path}:${line}: text before "## ${shortHeading}"`);
    line += token.raw.split('\n').length - 1;
  }
  const short = parts[shortHeading].join('').trim();
  const full = parts[fullHeading].join('').trim();
  if (!parts.title || !short || !full)
    throw new Fault(`${path}:${line}: title, "${shortHeading}" or "${fullHeading}" is missing`);
  const near = [];
  marked.walkTokens(marked.lexer(parts[nearHeading].join('')), (token) => {
    if (token.type === 'link') near.push(basename(token.href).replace(/(?:\.ru)?\.md$/, ''));
  });
  return { title: parts.title, short, full, near };
}
