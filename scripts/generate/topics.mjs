// Reads the topics of the course: rules/course/<topic>.md and .ru.md, each a title, a short part and a full part.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { marked } from 'marked';
import { globSync } from 'tinyglobby';

const headings = { en: ['Short', 'Full'], ru: ['Кратко', 'Подробно'] };

/** Ids of all topics, in order. */
export function topicIds(root) {
  return globSync('rules/course/*.md', { cwd: root, ignore: ['rules/course/*.ru.md'] })
    .map((file) => basename(file, '.md'))
    .sort();
}

/** One topic in both languages. Throws, naming the file, when a part is missing. */
export function readTopic(root, id) {
  const en = readLanguage(root, `rules/course/${id}.md`, headings.en);
  const ru = readLanguage(root, `rules/course/${id}.ru.md`, headings.ru);
  return {
    id,
    title: { en: en.title, ru: ru.title },
    short: { en: en.short, ru: ru.short },
    full: { en: en.full, ru: ru.full },
  };
}

function readLanguage(root, path, [shortHeading, fullHeading]) {
  const parts = { title: undefined, [shortHeading]: [], [fullHeading]: [] };
  let current;
  for (const token of marked.lexer(readFileSync(join(root, path), 'utf8'))) {
    if (token.type === 'heading' && token.depth === 1) parts.title = token.text;
    else if (token.type === 'heading' && token.depth === 2) {
      current = parts[token.text];
      if (!Array.isArray(current)) throw new Error(`${path}: unknown heading "${token.text}"`);
    } else if (current) current.push(token.raw);
    else if (token.type !== 'space') throw new Error(`${path}: text before "## ${shortHeading}"`);
  }
  const short = parts[shortHeading].join('').trim();
  const full = parts[fullHeading].join('').trim();
  if (!parts.title || !short || !full)
    throw new Error(`${path}: title, "${shortHeading}" or "${fullHeading}" is missing`);
  return { title: parts.title, short, full };
}
