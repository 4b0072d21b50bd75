/** What was made of texts, by text. */
export interface Kept<T> {
  /** What is known for this text, or is made of it now. */
  get(text: string): T;
  /** Ends a round: texts that nobody asked for since the last call are forgotten. */
  nextRound(): void;
}

interface Made<T> {
  readonly text: string;
  readonly value: T;
}

function makeOf<T>(text: string, make: (text: string) => T): Made<T> {
  // A part of a long text keeps all of it in memory, and so would what is made of it: this is a text of its own.
  const own = `${text} `.slice(0, -1);
  return { text: own, value: make(own) };
}

/** Keeps what the last two rounds asked for, so that the next state of a file finds what it shares with the last one. */
export function createKept<T>(make: (text: string) => T): Kept<T> {
  let current = new Map<string, Made<T>>();
  let previous = new Map<string, Made<T>>();
  return {
    get(text) {
      let made = current.get(text);
      if (made === undefined) {
        made = previous.get(text) ?? makeOf(text, make);
        current.set(made.text, made);
      }
      return made.value;
    },
    nextRound() {
      previous = current;
      current = new Map();
    },
  };
}

/**
 * Remembers what was made of texts, the last `most` of them and less than twice as many. For what is made of a text alone
 * and is asked for again by other documents, or by the next state of the same one.
 */
export function remember<T>(most: number, make: (text: string) => T): (text: string) => T {
  let made = 0;
  const kept = createKept((text) => {
    made++;
    return make(text);
  });
  return (text) => {
    if (made >= most) {
      kept.nextRound();
      made = 0;
    }
    return kept.get(text);
  };
}

/**
 * Computes once for each thing, for as long as the thing lives. Only for what is made of the thing alone, and of things
 * that never change, as the model is.
 */
export function once<About extends object, T>(compute: (about: About) => T): (about: About) => T {
  const known = new WeakMap<About, { readonly value: T }>();
  return (about) => {
    let found = known.get(about);
    if (found === undefined) {
      found = { value: compute(about) };
      known.set(about, found);
    }
    return found.value;
  };
}

/** The same for a thing and the text that it was last asked about with, such as a day. */
export function onceFor<About extends object, T>(
  compute: (about: About, text: string) => T,
): (about: About, text: string) => T {
  const known = once((about: About) => remember(1, (text) => compute(about, text)));
  return (about, text) => known(about)(text);
}

/** The same of a whole document, whose model is another one after it has rested. */
export function onceRead<About extends { readonly reading: object }, T>(
  compute: (document: About) => T,
): (document: About) => T {
  const known = new WeakMap<object, { readonly value: T }>();
  return (document) => {
    const { reading } = document;
    const found = known.get(reading) ?? { value: compute(document) };
    known.set(reading, found);
    return found.value;
  };
}
