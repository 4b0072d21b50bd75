import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, say, seconds } from '../../core/text.js';

const text = { en: 'Without: {value}', ru: 'Нет у: {value}' };

test('a long list of names is cut short and counted', () => {
  const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
  deepEqual(
    [say(text, 'en', { value: names }), say(text, 'ru', { value: names })],
    ['Without: s0, s1, s2, s3, s4, s5 and 14 more', 'Нет у: s0, s1, s2, s3, s4, s5 и ещё 14'],
  );
  deepEqual(say(text, 'en', { value: names.slice(0, 8) }), 'Without: s0, s1, s2, s3, s4, s5, s6, s7');
});

test('quantities carry the unit of the language', () => {
  deepEqual(
    [bytes(1.5 * 2 ** 30), seconds(90), seconds(300)].map((value) => say(text, 'ru', { value })),
    ['Нет у: 1,5\u00a0ГиБ', 'Нет у: 90\u00a0с', 'Нет у: 5\u00a0мин'],
  );
});

test('a placeholder without an argument stays as it is written', () => {
  deepEqual(say(text, 'en', {}), 'Without: {value}');
});
