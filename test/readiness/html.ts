/** An element of a page as our printer writes it. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const empty = new Set(['meta', 'rect', 'path', 'wbr']);

/**
 * Reads the strict form our printer writes: quoted attributes, every element closed in its order, and no bracket in any
 * text. Whatever came out of a file unescaped does not have it, and throws.
 */
export function readHtml(page: string): { readonly tags: readonly Tag[]; readonly text: string } {
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = '';
  const token =
    /<!DOCTYPE html>|<style>([^<]*)<\/style>|<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-zA-Z-]*(?:="[^"<>]*")?)*)(\/?)>|([^<>]+)/gy;
  while (token.lastIndex < page.length) {
    const at = token.lastIndex;
    const found = token.exec(page);
    if (found === null) throw new Error(`no markup of ours: ${page.slice(at, at + 80)}`);
    const [, style, closes, name, attributes = '', selfClosing, words] = found;
    if (style !== undefined) tags.push({ name: 'style', attributes: new Map([['text', style]]) });
    else if (words !== undefined) text += decode(words);
    else if (name !== undefined && closes) {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last}>`);
    } else if (name !== undefined) {
      if (!selfClosing && !empty.has(name)) open.push(name);
      const pairs = [...attributes.matchAll(/ ([a-zA-Z-]+)(?:="([^"]*)")?/g)];
      tags.push({ name, attributes: new Map(pairs.map(([, key = '', value = '']) => [key, decode(value)])) });
    }
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join()}`);
  return { tags, text };
}

function decode(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`a bare ampersand: ${text}`);
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
