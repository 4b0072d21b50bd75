import type { ContentSecret, FileContents } from '../../core/model/file-contents.js';
import { nameOf } from '../../core/model/path.js';
import { isSample } from '../../core/model/secret-default.js';
import { readableEntries } from '../../core/model/secret-object.js';
import { isForDevelopment } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';
import type { Text } from '../../core/text.js';

export default rule({
  id: 'secret-committed',
  on: 'document',
  scope: 'workspace',
  kinds: ['compose', 'kubernetes'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'warning',
  fix: 'none',
  same: ['docksec:compose-env-file-secret-risk'],
  // The value stands on the line of its key.
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: {
      en: 'No readable secret is part of the sources',
      ru: 'В исходниках нет секретов, которые можно прочитать',
    },
    why: {
      en: 'A secret in a repository is known to everybody who ever cloned it, and stays in its history. base64 hides nothing: it is a spelling, not encryption.',
      ru: 'Секрет из репозитория известен всем, кто его хоть раз клонировал, и остаётся в истории. base64 ничего не прячет: это запись, а не шифрование.',
    },
    object: {
      en: 'Secret "{name}" is written here in readable form: {keys}',
      ru: 'Secret «{name}» записан здесь в открытом виде: {keys}',
    },
    settings: {
      en: 'File "{path}" holds secrets in readable form, and no .gitignore names it: {keys}',
      ru: 'В файле «{path}» секреты открытым текстом, а в .gitignore его нет: {keys}',
    },
    value: {
      en: 'File "{path}" is a secret in readable form, and no .gitignore names it',
      ru: 'Файл «{path}» — секрет открытым текстом, а в .gitignore его нет',
    },
  },
  *check(document, { index }) {
    const { path, format } = document;
    if (isSample(path)) return;
    for (const object of format === 'kubernetes' ? document.object : []) {
      const entries = readableEntries(object);
      const [first] = entries;
      if (first === undefined) continue;
      const keys = listed(entries.map(({ key }) => key));
      const level = isForDevelopment(path) ? 'info' : 'warning';
      yield { at: first.keySpan, say: 'object', with: { name: object.name, keys }, level };
    }
    const told = new Set<string>();
    for (const fact of format === 'compose' ? document.facts : []) {
      if (fact.type !== 'file' || (fact.role !== 'env' && fact.role !== 'secret')) continue;
      const contents = index.contents(fact.path);
      // Compose reads `.env` whether it is named or not.
      if (contents?.ignored !== false || isSample(fact.path) || told.has(fact.path)) continue;
      told.add(fact.path);
      const { span: at } = fact;
      const level = isForDevelopment(fact.path) || isForDevelopment(path) ? 'info' : 'warning';
      const shown = nameOf(fact.path);
      const keys = namesIn(contents);
      if (keys.length > 0) yield { at, say: 'settings', with: { path: shown, keys: listed(keys) }, level };
      else if (fact.role === 'secret' && (contents.isValue || contents.secrets.some(isKey)))
        yield { at, say: 'value', with: { path: shown }, level };
    }
  },
});

/** Settings with a secret of their own in them. */
const namesIn = ({ secrets }: FileContents): readonly string[] =>
  secrets.flatMap(({ name, guessable }) => (name === undefined || guessable ? [] : [name]));

const isKey = ({ name, verdict }: ContentSecret): boolean => name === undefined && verdict === 'token';

/** At most three, in quotes. */
function listed(keys: readonly string[]): Text {
  const some = keys.slice(0, 3);
  const more = keys.length > 3 ? ', …' : '';
  return { en: some.map((key) => `"${key}"`).join(', ') + more, ru: some.map((key) => `«${key}»`).join(', ') + more };
}
