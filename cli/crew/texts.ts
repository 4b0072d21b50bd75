/** Texts that all threads read from one piece of memory, so that none of them needs a copy of all. */
export interface SharedTexts {
  readonly memory: SharedArrayBuffer;
  /** Where each text begins and ends in it, by path. */
  readonly places: ReadonlyMap<string, readonly [start: number, end: number]>;
}

export function shareTexts(texts: ReadonlyMap<string, string>): SharedTexts {
  let size = 0;
  const places = new Map<string, readonly [number, number]>();
  for (const [path, text] of texts) {
    const end = size + Buffer.byteLength(text);
    places.set(path, [size, end]);
    size = end;
  }
  const memory = new SharedArrayBuffer(size);
  for (const [path, text] of texts) {
    const [start, end] = places.get(path) ?? [0, 0];
    Buffer.from(memory, start, end - start).write(text);
  }
  return { memory, places };
}

/** Undefined for a path that was not shared. */
export function sharedText({ memory, places }: SharedTexts, path: string): string | undefined {
  const place = places.get(path);
  return place && Buffer.from(memory, place[0], place[1] - place[0]).toString();
}
