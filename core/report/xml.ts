import { isControl } from '../visible.js';

/** An element of an XML document. Attributes without a value are left out. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly (Element | string)[];
}

/** An XML 1.0 document in UTF-8, two blanks a level; an element with text stands on one line. */
export function printXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printElement(root, '')}\n`;
}

function printElement({ name, attributes, children = [] }: Element, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const head = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${head}/>`;
  if (children.some((child) => typeof child === 'string')) {
    const inside = children.map((child) => (typeof child === 'string' ? escapeXml(child) : printElement(child, '')));
    return `${head}>${inside.join('')}</${name}>`;
  }
  const inside = children.map((child) => (typeof child === 'string' ? '' : printElement(child, `${indent}  `)));
  return [`${head}>`, ...inside, `${indent}</${name}>`].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What is no character of XML 1.0 (https://www.w3.org/TR/xml/#charsets) cannot even be written as a reference. */
function isXml(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

function escapeXml(text: string): string {
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const entity = entities[character] ?? (isControl(code) ? `&#${code};` : character);
    escaped += isXml(code) ? entity : '\ufffd';
  }
  return escaped;
}
