import { type LabelAdvice, labelAdvice } from '../data/label-advice.js';
import {
  boundedOwners,
  goodNames,
  imageConventions,
  type LabelPhrase,
  labelPhrases,
  openAttributes,
  resourceGroups,
  toolPrefixes,
} from '../data/label-words.js';
import { grouped } from '../grouped.js';
import { type LabelConventions, noConventions } from './conventions.js';
import type { Level } from './format.js';
import { levels } from './format.js';
import type { LabelClass, LabelPlace, LabelUse } from './label.js';

/** What is known against a label. */
export interface LabelJudgement extends LabelAdvice {
  readonly class: LabelClass;
  readonly level: Level;
  /** What gave it away: the words of the name as they are written, or the shape of the value (`UUID`). */
  readonly word: string;
  readonly by: 'name' | 'value';
}

/**
 * Whether a label takes values without bound, as far as its name and value show; undefined when it is fine or in doubt.
 * The value is undefined when it comes from the outside (a relabelled one, a name in `by (…)`). A value that is written
 * down is one value, so then only names that always mean a stream of values count. What the project says about the name
 * goes before what we know.
 */
export function judgeLabel(
  name: string,
  value: string | undefined,
  place: LabelPlace,
  said: LabelConventions = noConventions.labels,
): LabelJudgement | undefined {
  const text = value?.trim();
  const isAllowed = said.isAllowed(name);
  if (text !== undefined && (place === 'alert' || place === 'recording')) {
    const templated = judgeTemplate(text, place, said);
    // That a label changes with the value is another matter than how many values it takes.
    if (templated && (!isAllowed || templated.class === 'measurement')) return templated;
    if (text.includes('{{')) return undefined;
  }
  if (isAllowed) return undefined;
  // Where a value is written down, it is the only one there.
  if (said.isUnbounded(name) && (text === undefined || !isFixed(place)))
    return judgement('id', 'warning', name, 'name', place);
  if (name.startsWith('__') || toolPrefixes.some((prefix) => name.startsWith(prefix))) return undefined;
  if (name.startsWith('org.opencontainers.image.') || name.startsWith('org.label-schema.')) {
    return imageConventions[name] === 'release' ? judgement('release', 'hint', name, 'name', place) : undefined;
  }
  if (place === 'attribute' && resourceGroups.has(name.split('.', 1)[0] ?? '')) return undefined;
  const attribute = place === 'dimension' ? openAttributes[name] : undefined;
  if (attribute) return judgement(attribute, attribute === 'replica' ? 'info' : 'warning', name, 'name', place);
  const own = name.slice(name.lastIndexOf('/') + 1);
  if (goodNames.has(own.toLowerCase().replace(/[.-]/g, '_'))) return undefined;
  const parts = splitWords(own);
  if (text !== undefined && isVariable(text)) return judgeVariable(text, place);
  if (text !== undefined && isFixed(place)) return judgeFixed(parts, text, place);
  return judgeName(parts, place) ?? (text === undefined ? undefined : judgeValue(parts, text, place));
}

/**
 * The judgement on a label of a document. A value that is written and cannot be known (a variable, a template) is
 * judged as it is written; one that comes from the outside stands nowhere but in the name.
 */
export function judgeUse(use: LabelUse, text: string, said?: LabelConventions): LabelJudgement | undefined {
  return judgeWritten(use, text, said) ?? (said?.isAllowed(use.name) ? undefined : judgeSource(use, said));
}

/** A copy takes as many values as what it is copied from, whatever it is called. */
function judgeSource({ name, from, place }: LabelUse, said?: LabelConventions): LabelJudgement | undefined {
  if (from === undefined || from === name) return undefined;
  const isDiscovered = from.startsWith('__meta_');
  const found = judgeLabel(isDiscovered ? from.slice('__meta_'.length) : from, undefined, place, said);
  // Discovery knows the addresses of targets, not those of clients.
  if (found === undefined || (isDiscovered && found.class === 'network')) return undefined;
  return { ...found, word: from, by: 'value' };
}

function judgeWritten(
  { name, nameSpan, value, place }: LabelUse,
  text: string,
  said?: LabelConventions,
): LabelJudgement | undefined {
  switch (value.state) {
    case 'set':
      return judgeLabel(name, value.value, place, said);
    case 'unset':
      return judgeLabel(name, '', place, said);
    case 'opaque': {
      const isOutside = value.span.start === nameSpan.start && value.span.end === nameSpan.end;
      return judgeLabel(name, isOutside ? undefined : text.slice(value.span.start, value.span.end), place, said);
    }
  }
}

/** The words of a name, in lower case: `httpUserID` is `http user id`. */
export function splitWords(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Places where a value that is written down is the only one the label has there. */
function isFixed(place: LabelPlace): boolean {
  switch (place) {
    case 'image':
    case 'service':
    case 'object':
    case 'pod-template':
    case 'target':
    case 'external':
    case 'alert':
    case 'recording':
    case 'log-stream':
    case 'attribute':
    case 'sample':
      return true;
    case 'log-option':
    case 'grouping':
    case 'join':
    case 'replace':
    case 'dimension':
      return false;
  }
}

function judgement(
  of: LabelClass,
  level: Level,
  word: string,
  by: 'name' | 'value',
  place: LabelPlace,
): LabelJudgement {
  // A label of a target costs new series only when the target changes.
  const most: Level = place === 'target' || place === 'external' || place === 'attribute' ? 'info' : 'error';
  return {
    class: of,
    level: levels.indexOf(level) < levels.indexOf(most) ? most : level,
    word,
    by,
    ...labelAdvice(of, place),
  };
}

function judgeName(parts: readonly string[], place: LabelPlace): LabelJudgement | undefined {
  const phrase = findPhrase(parts);
  // Addresses and URLs of targets are as many as there are targets.
  if (place === 'target' && (phrase?.class === 'text' || phrase?.class === 'network')) return undefined;
  if (phrase) return judgement(phrase.class, phrase.level, wordOf(phrase), 'name', place);
  const owner = parts.at(-2);
  if (parts.at(-1) !== 'id' || owner === undefined || boundedOwners.has(owner)) return undefined;
  return judgement('id', 'info', `${owner}_id`, 'name', place);
}

function wordOf({ words }: LabelPhrase): string {
  return words.replaceAll(' ', '_');
}

/** The longest phrase the name ends with, unless what stands before it makes it harmless. */
function findPhrase(parts: readonly string[]): LabelPhrase | undefined {
  const last = parts.at(-1);
  let best: (typeof splitPhrases)[number] | undefined;
  for (const each of (last === undefined ? undefined : phrasesByLastWord.get(last)) ?? []) {
    const { phrase, words } = each;
    if (words.length > parts.length || (phrase.when === 'alone' && words.length !== parts.length)) continue;
    const start = parts.length - words.length;
    if (!words.every((word, i) => word === parts[start + i])) continue;
    if (best === undefined || words.length > best.words.length) best = each;
  }
  if (best === undefined) return undefined;
  const before = parts[parts.length - best.words.length - 1];
  return before !== undefined && best.phrase.unlessAfter?.includes(before) ? undefined : best.phrase;
}

const splitPhrases = labelPhrases.map((phrase) => ({ phrase, words: phrase.words.split(' ') }));
const phrasesByLastWord = grouped(splitPhrases, ({ words }) => words.at(-1));

/** Names that mean one value per event even where somebody wrote a value down. */
function judgeFixed(parts: readonly string[], text: string, place: LabelPlace): LabelJudgement | undefined {
  if (isSwitch(text)) return undefined;
  const phrase = findPhrase(parts);
  if (phrase === undefined) return judgeValue(parts, text, place);
  const found = judgement(phrase.class, phrase.level, wordOf(phrase), 'name', place);
  switch (phrase.class) {
    case 'text':
      return undefined;
    case 'person':
      return phrase.when === 'alone' || text.includes('@') ? undefined : found;
    case 'network':
      return place === 'target' || place === 'external' ? undefined : found;
    case 'request':
      return phrase.when === 'alone' ? judgeValue(parts, text, place) : found;
    case 'id':
      return judgeValue(parts, text, place);
    case 'release':
      return /^v?\d{1,4}(?:\.\d+){0,3}$/.test(text) ? undefined : found;
    case 'time':
      // On an image it is the time of the build.
      return place === 'image' ? judgement('release', 'hint', wordOf(phrase), 'name', place) : found;
    case 'replica':
    case 'measurement':
      return found;
  }
}

function isSwitch(text: string): boolean {
  return /^(?:|true|false|yes|no|on|off|enabled?|disabled?|none|auto|default|unknown|any|all|\*|\d{1,2})$/i.test(text);
}

/** The shape of a written value. Shapes that are also good identities (an address, a short hash, a date) do not count. */
function judgeValue(parts: readonly string[], text: string, place: LabelPlace): LabelJudgement | undefined {
  const owner = parts.at(-1) === 'id' ? parts.at(-2) : parts.at(-1);
  if (owner !== undefined && boundedOwners.has(owner)) return undefined;
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text)) return judgement('id', 'info', 'UUID', 'value', place);
  if (/^[0-7][\dA-HJKMNP-TV-Z]{25}$/.test(text)) return judgement('id', 'info', 'ULID', 'value', place);
  if (/^(?:sha256:)?[\da-f]{64}$/.test(text) || /^[\da-f]{40}$/.test(text)) {
    return judgement('release', 'hint', 'SHA', 'value', place);
  }
  if (/^[\da-f]{32}$/.test(text) && /[a-f]/.test(text)) return judgement('id', 'info', 'hash', 'value', place);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) || isEpoch(parts, text)) {
    const of = place === 'image' ? 'release' : 'time';
    return judgement(of, of === 'time' ? 'warning' : 'hint', 'timestamp', 'value', place);
  }
  if ((place === 'sample' || place === 'replace') && /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text)) {
    return judgement('person', 'warning', 'e-mail', 'value', place);
  }
  return undefined;
}

/** Seconds or milliseconds between 2015 and 2040, unless the name speaks of a number. */
function isEpoch(parts: readonly string[], text: string): boolean {
  if (!/^(?:\d{10}|\d{13})$/.test(text)) return false;
  if (/^(?:id|port|size|limit|bytes|number|count|gid|max|min|code|version)$/.test(parts.at(-1) ?? '')) return false;
  const seconds = Number(text.slice(0, 10));
  return seconds >= 1_420_000_000 && seconds < 2_210_000_000;
}

/** Compose and Dockerfile variables: `${GIT_SHA}`, `$BUILD_DATE`. */
function isVariable(text: string): boolean {
  return /\$\{?[A-Za-z_]/.test(text);
}

/** A variable is filled in once per release; its name says whether it changes with each. */
function judgeVariable(text: string, place: LabelPlace): LabelJudgement | undefined {
  for (const [, name] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    if (name === undefined) continue;
    const phrase = findPhrase(splitWords(name));
    if (phrase?.class === 'release' || phrase?.class === 'time') {
      return judgement('release', 'hint', name, 'value', place);
    }
  }
  return undefined;
}

/** Templates of alert labels. The value of the sample makes a new alert at each evaluation. */
function judgeTemplate(text: string, place: LabelPlace, said: LabelConventions): LabelJudgement | undefined {
  // Comparing the value, as in `{{ if gt $value 90.0 }}critical{{ end }}`, gives a few fixed texts.
  if (place === 'alert' && /\{\{-?\s*(?!\s|if\b|else\b)[^{}]*(?:\$value|\.Value|\|\s*value)\b/.test(text)) {
    return judgement('measurement', 'error', '$value', 'value', place);
  }
  for (const [, label] of text.matchAll(/\{\{-?\s*(?:\$labels|\.Labels)\.(\w+)/g)) {
    const found = label === undefined ? undefined : judgeLabel(label, undefined, place, said);
    if (found) return found;
  }
  return undefined;
}
