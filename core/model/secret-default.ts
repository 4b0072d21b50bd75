import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import { defaultsIn } from '../yaml/variables.js';
import type { Document } from './document.js';
import { nameOf } from './path.js';
import { isOwnSecretName, isPasswordName, isSecretName, wordsOf } from './secret-name.js';
import { findTokens } from './secret-token.js';
import { isWellKnown, readLiteral } from './secret-value.js';

/** A variable of a Compose file that falls back to a password. The places are those of `${NAME:-…}`. */
export interface DefaultSecret {
  readonly name: string;
  /** True for a password that everybody tries first. */
  readonly wellKnown: boolean;
  /** At least one. */
  readonly places: readonly Span[];
  /** Makes Compose refuse to start without the variable, at all places. */
  fix(): readonly Edit[] | undefined;
}

interface Place {
  readonly name: string;
  readonly wellKnown: boolean;
  readonly span: Span;
  readonly cursor: Cursor;
}

/** Passwords that variables fall back to, by variable. Those of build arguments are told with the argument. */
export function defaultSecretsIn({ root, text }: Document): readonly DefaultSecret[] {
  if (root === undefined || !/\$\{\w+:?-/.test(text)) return [];
  const byName = new Map<string, Place[]>();
  for (const place of placesUnder(root, '')) {
    const known = byName.get(place.name);
    if (known) known.push(place);
    else byName.set(place.name, [place]);
  }
  return [...byName].map(([name, places]) => ({
    name,
    wellKnown: places.every(({ wellKnown }) => wellKnown),
    places: places.map(({ span }) => span),
    fix: () => together(...places.map(({ cursor, span }) => cursor.part(span).put(`\${${name}:?}`))),
  }));
}

/** True when what stands there is, at least in part, what a variable falls back to. */
export function isDefault({ format, text }: Document, { start, end }: Span): boolean {
  return format === 'compose' && defaultsIn(text.slice(start, end)).length > 0;
}

/** Everything below a node, but for what an alias repeats. `key` is what the node is the value of. */
function placesUnder(cursor: Cursor, key: string): readonly Place[] {
  if (cursor.shared) return [];
  switch (cursor.kind) {
    case 'map':
      return cursor
        .entries()
        .flatMap(({ name, cursor: value }) => (name === 'args' && key === 'build' ? [] : placesUnder(value, name)));
    case 'list':
      return cursor.items().flatMap((item) => placesUnder(item, key));
    case 'scalar':
      return placesIn(cursor, key);
    default:
      return [];
  }
}

function placesIn(cursor: Cursor, key: string): readonly Place[] {
  const source = cursor.source();
  if (source?.text.includes('${') !== true) return [];
  const head = /^[A-Za-z_][\w.-]*=/.exec(source.text)?.[0] ?? '';
  const found: Place[] = [];
  let end = -1;
  for (const { name, text, span } of defaultsIn(source.text)) {
    const isWhole = span.start === head.length && span.end === source.text.length;
    const called = isSecretName(name) ? name : isWhole ? head.slice(0, -1) || key : '';
    const wellKnown = isSecretName(called) ? judgeDefault(called, text) : undefined;
    // One inside another goes with it.
    if (wellKnown === undefined || span.start < end) continue;
    end = span.end;
    found.push({ name, wellKnown, span: source.locate(span), cursor });
  }
  return found;
}

/** Whether a default is well known; undefined when it is no password that works. */
function judgeDefault(name: string, text: string): boolean | undefined {
  // Tokens are told wherever they stand.
  if (findTokens(text).length > 0) return undefined;
  switch (readLiteral(text, isPasswordName(name))) {
    case 'literal':
      return isWellKnown(text);
    // As a default `changeme` is not filled in by anybody: it is what runs. Another's key would only be refused.
    case 'placeholder':
      return isOwnSecretName(name) && /^[\w-]+$/.test(text) && !/^x+$/i.test(text) ? true : undefined;
    default:
      return undefined;
  }
}

/** True for a file that by its name shows others what to write. */
export function isSample(path: string): boolean {
  return wordsOf(nameOf(path)).some((word) => samples.has(word));
}

const samples = new Set(['example', 'examples', 'sample', 'samples', 'template', 'tmpl', 'tpl', 'dist', 'demo']);
