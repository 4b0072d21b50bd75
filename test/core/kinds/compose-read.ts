import assert from 'node:assert/strict';
import { readCompose } from '../../../core/kinds/compose.js';
import type { Container } from '../../../core/model/container.js';
import type { Document, PartialReason } from '../../../core/model/document.js';
import type { Span } from '../../../core/span.js';
import type { Value } from '../../../core/value.js';
import { parseYaml } from '../../../core/yaml/parse.js';

/** Reads a Compose file as the engine does. */
export function read(text: string, path = '/srv/app/compose.yaml', partial?: PartialReason): Document {
  return readCompose({ path, text, base: 0, partial, yaml: parseYaml(text) });
}

/** The container of a service; of the only one when no name is given. */
export function container(document: Document, name?: string): Container {
  const found = document.container.find((each) => name === undefined || each.name === name);
  assert.ok(found, `no service ${name}`);
  return found;
}

/** A file with one service whose body is given, two spaces further out than it stands there. */
export function service(body: string): Document {
  return read(`services:\n  web:\n${body.replace(/^(?=.)/gm, '    ')}`);
}

/** A value in short: what it holds, or its state. */
export function brief<T>(value: Value<T>): T | 'unset' | 'opaque' {
  return value.state === 'set' ? value.value : value.state;
}

/** Values of several kinds in short. */
export function briefs(values: readonly Value<unknown>[]): readonly unknown[] {
  return values.map((value) => brief(value));
}

/** The text that a span covers. */
export function at(document: Document, span: Span): string {
  return document.text.slice(span.start, span.end);
}

/** The text that a value points at. */
export function pointed(document: Document, value: Value<unknown>): string {
  return at(document, value.state === 'unset' ? value.anchor : value.span);
}
