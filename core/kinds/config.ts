import type { Document } from '../model/document.js';
import { createDocument, type YamlInput } from './document.js';

/**
 * Our own configuration file as a document, so that directives and rules work in it as in any other. What it says is
 * read by `config/parse.ts`, for that needs the rules.
 */
export function readConfig(input: YamlInput): Document {
  const { yaml, partial } = input;
  const root = yaml.root({ open: false });
  const first = root.entries()[0]?.nameSpan ?? { start: 0, end: 0 };
  return createDocument(
    input,
    { format: 'seaworthy', variant: '', partial, problems: yaml.problems, anchor: first },
    { comments: () => yaml.comments },
  );
}
