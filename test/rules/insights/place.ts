/**
 * What a hover shows. The place is a piece of the file with a bar before the letter under the cursor. `en` and `ru` are
 * parts of what the numbers of the files say there, and both empty: nothing but the topic.
 */
export interface Place {
  readonly at: string;
  readonly topic: string | undefined;
  readonly en: readonly string[];
  readonly ru: readonly string[];
}

export const place = (at: string, topic: string | undefined, en: string = '', ru: string = ''): Place => {
  const parts = (text: string): readonly string[] => (text === '' ? [] : text.split(' | '));
  return { at, topic, en: parts(en), ru: parts(ru) };
};
