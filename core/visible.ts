/** Text that was read from a file, without what a terminal would obey. Tabs stay. */
export function visible(text: string): string {
  let shown = '';
  for (const character of text) shown += isControl(character.codePointAt(0) ?? 0) ? '\ufffd' : character;
  return shown;
}

/** Control characters (C0, DEL, C1), and those that turn the direction of the text. Tabs are none. */
export function isControl(code: number): boolean {
  if (code < 0x20) return code !== 0x09;
  return (code >= 0x7f && code <= 0x9f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}
