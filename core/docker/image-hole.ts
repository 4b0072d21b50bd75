import { formatImage, type ImageReference } from '../model/image.js';
import type { Hole } from '../value.js';
import { type DockerfileText, indexOf, replaceIn, verified } from './edit.js';
import { quote } from './hole.js';
import { type SyntaxInstruction, wordsOf } from './instruction.js';
import { variablesIn } from './shlex.js';

/**
 * The image of a FROM. Flags, quotes and AS stay. An image that comes from the default of an ARG is written there, when
 * nothing else uses that ARG.
 */
export function imageHole(file: DockerfileText, from: SyntaxInstruction): Hole<ImageReference> {
  const escapeCharacter = file.syntax.escapeCharacter;
  return {
    put(image) {
      const text = formatImage(image);
      const [raw, ...others] = wordsOf(from);
      if (!raw) return undefined;
      if (variablesIn(raw.text, escapeCharacter).length > 0) return putDefault(file, raw.text, text);
      if (!/^(["']?)[^"'\\`]+\1$/.test(raw.text)) return undefined;
      const span = raw.locate({ start: 0, end: raw.text.length });
      const mark = /^["']/.exec(raw.text)?.[0] ?? '';
      const written = `${mark}${text}${mark}`;
      return replaceIn(file, from, span, written, (changed) => {
        const now = wordsOf(changed).map((word) => word.text);
        return (
          JSON.stringify(now) === JSON.stringify([written, ...others.map((word) => word.text)]) &&
          changed.flags.length === from.flags.length
        );
      });
    },
    drop: () => undefined,
    append: () => undefined,
  };
}

/** Writes an image into the default of the only variable of a text such as `node:${VERSION}`. */
function putDefault(file: DockerfileText, raw: string, image: string) {
  const { syntax } = file;
  const match = /^([^"'$\\]*)\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*)(?!\w))([^"'$\\]*)$/.exec(raw);
  const name = match?.[2] ?? match?.[3];
  if (!match || name === undefined) return undefined;
  const [before = '', after = ''] = [match[1], match[4]];
  const uses = syntax.instructions.reduce((count, { rest, flags, keyword, pairs }) => {
    const texts = [rest.text, ...flags.map(({ value }) => value?.text ?? '')];
    const names = texts.flatMap((text) => variablesIn(text, syntax.escapeCharacter));
    const declared = keyword === 'ARG' || keyword === 'ENV' ? pairs.map((pair) => pair.name.text) : [];
    return count + [...names, ...declared].filter((each) => each === name).length;
  }, 0);
  // One declaration and one use: more of either, and the change would reach further than the finding.
  if (uses !== 2) return undefined;
  const declaration = syntax.instructions.find(
    ({ keyword, pairs }) => keyword === 'ARG' && pairs.some((pair) => pair.name.text === name),
  );
  const value = declaration?.pairs.find((pair) => pair.name.text === name)?.value;
  if (!declaration || !value) return undefined;
  if (!image.startsWith(before) || !image.endsWith(after)) return undefined;
  const part = image.slice(before.length, image.length - after.length);
  if (image.length <= before.length + after.length) return undefined;
  const span = value.locate({ start: 0, end: value.text.length });
  const edit = { span, text: quote(part, value.text, syntax.escapeCharacter) };
  const others = declaration.pairs.length;
  return verified(file, [edit], {
    index: indexOf(file, declaration),
    removed: 1,
    added: 1,
    check: ({ pairs }) => pairs.length === others,
  });
}
