import type { Index } from '../../core/index/index.js';
import type { Document } from '../../core/model/document.js';
import { folderOf, joinPath } from '../../core/model/path.js';
import { type CopiedSecret, type SecretFileKind, secretsCopiedBy } from '../../core/model/secret-path.js';
import { rule } from '../../core/rule.js';
import type { Text } from '../../core/text.js';

const holdings: Readonly<Record<SecretFileKind, Text>> = {
  'private-key': { en: 'holds a private key', ru: 'хранит закрытый ключ' },
  credentials: { en: 'holds credentials', ru: 'хранит учётные данные' },
  settings: { en: 'usually holds passwords', ru: 'обычно хранит пароли' },
  'tool-settings': { en: 'may hold a token', ru: 'может хранить токен' },
};
const read: Text = { en: 'holds secrets', ru: 'хранит секреты' };

export default rule({
  id: 'secret-file-copied',
  on: 'document',
  scope: 'workspace',
  kinds: ['dockerfile'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  since: '0.1.0',
  text: {
    summary: {
      en: 'No file with secrets is copied into the image',
      ru: 'Файлы с секретами не копируются в образ',
    },
    why: {
      en: 'A copied file is part of a layer for good: whoever can pull the image can take it out, even when a later step deletes it.',
      ru: 'Скопированный файл остаётся в слое навсегда: его достанет каждый, кто может скачать образ, даже если следующий шаг файл удалил.',
    },
    image: {
      en: 'File "{path}", which {what}, is copied into the image',
      ru: 'В образ копируется файл «{path}», который {what}',
    },
    builder: {
      en: 'File "{path}", which {what}, is copied into the cache of the build',
      ru: 'В кеш сборки копируется файл «{path}», который {what}',
    },
  },
  *check(document, { index }) {
    for (const instruction of document.instruction) {
      const target = instruction.trigger ?? instruction;
      for (const copied of secretsCopiedBy(target, document.stage)) {
        const level = levelFor(copied, document, index);
        if (level === undefined) continue;
        const { path, kind, span: at } = copied;
        const { stage } = instruction;
        const isBuilder = stage !== undefined && !stage.shipped && !stage.underShipped;
        const what = level === 'read' ? read : holdings[kind];
        // A guess about a cache is not worth a word.
        if (isBuilder && level === 'info') continue;
        if (isBuilder) yield { at, say: 'builder', with: { path, what }, level: 'info' };
        else yield { at, say: 'image', with: { path, what }, level: level === 'read' ? 'error' : level };
      }
    }
  },
});

/** `read`: the file was read and holds secrets. Undefined: it was read and holds none. */
function levelFor(
  { kind, context }: CopiedSecret,
  { path }: Document,
  index: Index,
): 'read' | 'error' | 'warning' | 'info' | undefined {
  if (kind === 'private-key' || kind === 'credentials') return 'error';
  const contents = context === undefined ? undefined : index.contents(joinPath(folderOf(path), context));
  if (contents === undefined) return kind === 'settings' ? 'warning' : 'info';
  return contents.secrets.length > 0 ? 'read' : undefined;
}
