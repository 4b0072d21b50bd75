import type { Mount } from '../model/container.js';
import { trimSlashes } from '../model/path.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { interpolateSource } from '../yaml/variables.js';
import { isOpenAt, isPresent, layersAt, listValue, type Service } from './compose-service.js';
import { isFilled, readFlag, resolvedText, sourceOf } from './compose-values.js';

/** Fields of a service that mount something, in the order in which they are listed. */
const fields = ['volumes', 'tmpfs', 'secrets', 'configs'] as const;
type Field = (typeof fields)[number];

/**
 * Everything that is mounted into a service, by target: what the service itself says wins over what it extends. Where
 * more may be mounted than is written here, the list ends with a mount of unknown kind and target.
 * Source: https://docs.docker.com/reference/compose-file/services/#volumes
 */
export function readMounts(service: Service): Value<readonly Mount[]> {
  const layers = fields.flatMap((field) =>
    layersAt(service, field).map(({ cursor, inherited }) => ({ cursor, inherited, field })),
  );
  const mounts: Mount[] = [];
  const targets = new Set<string>();
  for (const { cursor, field } of layers) {
    const found = itemsOf(cursor).map((item) => readMount(field, item));
    const fresh = found.filter(({ target }) => target === undefined || !targets.has(target));
    mounts.push(...fresh);
    for (const { target } of fresh) if (target !== undefined) targets.add(target);
  }
  // Volumes of another container come with that one's targets.
  const more = isPresent(service, 'volumes_from') || fields.some((field) => isOpenAt(service, field));
  return listValue(service, layers, more ? [...mounts, unknownMount(service.anchor)] : mounts);
}

/** `tmpfs` may be a single text. */
function itemsOf(field: Cursor): readonly Cursor[] {
  return field.kind === 'scalar' ? [field] : field.items();
}

function readMount(field: Field, item: Cursor): Mount {
  switch (field) {
    case 'volumes':
      return item.kind === 'map' ? longVolume(item) : shortVolume(item);
    case 'tmpfs':
      return tmpfs(item);
    case 'secrets':
      return fileMount(item, 'secret', '/run/secrets/');
    case 'configs':
      return fileMount(item, 'config', '/');
  }
}

function unknownMount(span: Span): Mount {
  return { kind: 'unknown', target: undefined, source: undefined, readOnly: false, span };
}

function shortVolume(item: Cursor): Mount {
  const source = sourceOf(item);
  if (source === undefined) return unknownMount(item.span);
  const { text, unknown } = interpolateSource(source);
  const isUnknown = (part: Span): boolean => unknown.some((span) => span.start < part.end && part.start < span.end);
  const parts = splitVolume(text, unknown);
  const word = (part: Span | undefined): string | undefined => part && text.slice(part.start, part.end);
  const [first, second, third] = parts;
  if (first === undefined || parts.length > 3) return unknownMount(item.span);
  if (second === undefined) {
    const target = isUnknown(first) ? undefined : word(first);
    const kind = target === undefined ? 'unknown' : 'anonymous';
    return { kind, target: target && trimSlash(target), source: undefined, readOnly: false, span: item.span };
  }
  const host = word(first) ?? '';
  const target = isUnknown(second) ? undefined : word(second);
  return {
    kind: unknown.some((span) => span.start === first.start) ? 'unknown' : isPath(host) ? 'bind' : 'volume',
    target: target && trimSlash(target),
    source: host,
    readOnly: (word(third) ?? '').split(',').includes('ro'),
    span: item.span,
  };
}

/** Cuts at colons, but not at the one of a Windows drive and not inside a variable. */
function splitVolume(text: string, unknown: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const variable = unknown.find((span) => span.start === at);
    if (variable) {
      at = variable.end - 1;
      continue;
    }
    if (text[at] !== ':') continue;
    const isDrive = at === start + 1 && /[A-Za-z]/.test(text.charAt(start)) && /[\\/]/.test(text.charAt(at + 1));
    if (isDrive) continue;
    parts.push({ start, end: at });
    start = at + 1;
  }
  if (text !== '') parts.push({ start, end: text.length });
  return parts;
}

/** A source that is a path of the host; anything else is the name of a volume. */
function isPath(source: string): boolean {
  return /^(?:[./~]|[A-Za-z]:[\\/]|\\\\)/.test(source);
}

function trimSlash(path: string): string {
  return path.length > 1 ? trimSlashes(path) || '/' : path;
}

function longVolume(item: Cursor): Mount {
  const type = resolvedText(item.at('type'));
  const source = item.at('source');
  const target = resolvedText(item.at('target'));
  const readOnly = readFlag(item.at('read_only'));
  return {
    kind: longKind(type, isFilled(source)),
    target: target && trimSlash(target),
    source: sourceOf(source)?.text,
    readOnly: readOnly.state === 'set' && readOnly.value,
    span: item.span,
  };
}

function longKind(type: string | undefined, hasSource: boolean): Mount['kind'] {
  switch (type) {
    case 'volume':
    case 'cluster':
      return hasSource ? 'volume' : 'anonymous';
    case 'bind':
      return 'bind';
    case 'tmpfs':
      return 'tmpfs';
    default:
      return 'unknown';
  }
}

/** `/run` or `/run:size=64m,mode=755`. */
function tmpfs(item: Cursor): Mount {
  const [target, options] = (resolvedText(item) ?? '').split(':');
  const readOnly = (options ?? '').split(',').includes('ro');
  return {
    kind: 'tmpfs',
    target: target ? trimSlash(target) : undefined,
    source: undefined,
    readOnly,
    span: item.span,
  };
}

/** A secret or config: mounted under its name unless a target is given. Never writable for its own sake. */
function fileMount(item: Cursor, kind: 'secret' | 'config', folder: string): Mount {
  const isLong = item.kind === 'map';
  const source = resolvedText(isLong ? item.at('source') : item);
  const target = isLong && isFilled(item.at('target')) ? resolvedText(item.at('target')) : source;
  const path = target === undefined || target.startsWith('/') ? target : `${folder}${target}`;
  return { kind, target: path, source, readOnly: true, span: item.span };
}
