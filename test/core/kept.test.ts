import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { remember } from '../../core/kept.js';

/** A memory of two texts, and what it made in turn. */
function shouting() {
  const made: string[] = [];
  const shout = remember(2, (text) => {
    made.push(text);
    return text.toUpperCase();
  });
  return { shout, made };
}

test('a text is made something of once', () => {
  const { shout, made } = shouting();
  deepEqual(['a', 'b', 'a', 'b'].map(shout), ['A', 'B', 'A', 'B']);
  deepEqual(made, ['a', 'b']);
});

test('what is asked for again and again is not forgotten, whatever comes between', () => {
  const { shout, made } = shouting();
  for (const text of ['b', 'c', 'd', 'e', 'f', 'g']) {
    shout('a');
    shout(text);
  }
  deepEqual(made, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('what nobody asks for gives way to others', () => {
  const { shout, made } = shouting();
  for (const text of ['a', 'b', 'c', 'd', 'e', 'a']) shout(text);
  deepEqual(made, ['a', 'b', 'c', 'd', 'e', 'a']);
});

test('nothing, too, is made of a text once', () => {
  let asked = 0;
  const nothing = remember(2, () => {
    asked++;
    return undefined;
  });
  deepEqual(['a', 'a', 'a'].map(nothing), [undefined, undefined, undefined]);
  deepEqual(asked, 1);
});
