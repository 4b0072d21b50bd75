/** Those of `isControl` that JSON may hold as they are. */
const controls = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A value as JSON, ending in a line end. What a terminal would obey is written as an escape: the value stays. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(controls, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
