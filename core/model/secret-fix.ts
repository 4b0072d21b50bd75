import { secretFiles } from '../data/secret-files.js';
import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import { known } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { variableIn } from '../yaml/variables.js';
import type { Container, Variable } from './container.js';
import type { Document } from './document.js';
import type { ImageReference } from './image.js';
import { canonicalName } from './image-name.js';
import { judgeText } from './secret.js';
import { partVariable } from './secret-variable.js';
import { appendTo, joinEdits, writeAt } from './yaml-fix.js';

type Fix = readonly Edit[] | undefined;

/**
 * Takes the secret of a variable out of the file: in Kubernetes by a reference to a Secret, in Compose by a top-level
 * secret where the image reads one from a file, else by a variable of the environment without a default.
 */
export function moveSecret(document: Document, container: Container, variable: Variable): Fix {
  const { format } = container;
  const cursor = container.cursor ?? container.workload?.spec;
  const { value } = variable;
  if (cursor === undefined || value.state === 'unset' || (value.state === 'set' && value.via === 'inherited'))
    return undefined;
  if (format === 'kubernetes') return toSecretReference(container, cursor, variable);
  const image = known(container.image);
  const suffix = image && fileSuffix(image, variable.name);
  return suffix === undefined
    ? toEnvironment(cursor, 'environment', variable)
    : toSecretFile(document, container, cursor, variable, suffix);
}

/** What the image appends to the variable's name when its value stands in a file. */
export function fileSuffix(image: ImageReference, variable: string): string | undefined {
  const name = canonicalName(image);
  return secretFiles.find(
    ({ images, variables }) =>
      images.includes(name) &&
      variables.some((known) => (known.endsWith('*') ? variable.startsWith(known.slice(0, -1)) : variable === known)),
  )?.suffix;
}

/** `value:` becomes `valueFrom:` with a reference to the Secret of the workload. */
function toSecretReference(container: Container, cursor: Cursor, variable: Variable): Fix {
  const entry = cursor
    .at('env')
    .items()
    .find((item) => item.at('name').span.start === variable.nameSpan.start);
  const value = entry?.at('value');
  if (value?.key === undefined) return undefined;
  return together([{ span: value.key, text: 'valueFrom' }], writeAt(value, secretReference(container, variable.name)));
}

/** Refers to a key of the Secret that has the name of the workload. */
export function secretReference({ workload, name }: Container, key: string): Plain {
  const owner = workload === undefined || workload.name === '' ? name : workload.name;
  return { secretKeyRef: { name: owner, key } };
}

/** `NAME` becomes `NAME_FILE`, the secret is declared and given to the service. */
function toSecretFile(
  { root }: Document,
  { name: service }: Container,
  cursor: Cursor,
  variable: Variable,
  suffix: string,
): Fix {
  const [first, ...words] = variable.name.toLowerCase().split('_');
  const secret = [service, ...(words.length === 0 ? [first] : words)].join('_');
  const path = `/run/secrets/${secret}`;
  const place = pairAt(cursor, 'environment', variable);
  if (root === undefined || place === undefined) return undefined;
  const declared = root.at('secrets', secret);
  return together(
    place.head === ''
      ? together([{ span: variable.nameSpan, text: `${variable.name}${suffix}` }], writeAt(place.cursor, path))
      : writeAt(place.cursor, `${variable.name}${suffix}=${path}`),
    appendTo(cursor.at('secrets'), secret),
    declared.kind === 'missing' ? writeAt(declared, { environment: variableIn(place.written) ?? variable.name }) : [],
  );
}

/**
 * The value becomes `${NAME:?}`, so that Compose refuses to start without it; of a URL only its password does.
 * `field` holds variables or build arguments.
 */
export function toEnvironment(owner: Cursor, field: string, variable: Variable): Fix {
  const place = pairAt(owner, field, variable);
  if (place?.cursor.source() === undefined) return undefined;
  const { written } = place;
  const inside = judgeText(written);
  const [only] = inside;
  if (inside.length > 1) return undefined;
  const outer = variableIn(written);
  const isWhole = only === undefined || outer !== undefined || only.span.end - only.span.start === written.length;
  const next = isWhole
    ? `\${${outer ?? variable.name}:?}`
    : `${written.slice(0, only.span.start)}\${${partVariable(variable.name, only)}:?}${written.slice(only.span.end)}`;
  return writeAt(place.cursor, `${place.head}${next}`);
}

/** A build argument becomes a secret of the build under the same name, taken from the environment. */
export function toBuildSecret({ root, text }: Document, { workload }: Container, { name, value }: Variable): Fix {
  const build = workload?.spec.at('build');
  if (root === undefined || build === undefined) return undefined;
  const args = build.at('args');
  const isOnly = (args.kind === 'map' ? args.entries() : args.items()).length === 1;
  const declared = root.at('secrets', name);
  return joinEdits(
    text,
    isOnly && args.key !== undefined && build.at('secrets').kind === 'missing'
      ? together([{ span: args.key, text: 'secrets' }], writeAt(args, [name]))
      : joinEdits(text, value.hole.drop(), appendTo(build.at('secrets'), name)),
    declared.kind === 'missing' ? writeAt(declared, { environment: name }) : [],
  );
}

/** The value in a mapping, or the whole item of a list with what stands before its value. */
function pairAt(owner: Cursor, field: string, { name }: Variable): Pair | undefined {
  const pairs = owner.at(field);
  const place = (cursor: Cursor, head: string): Pair => ({
    cursor,
    head,
    written: cursor.scalar?.slice(head.length) ?? '',
  });
  if (pairs.kind === 'map') return place(owner.at(field, name), '');
  const head = `${name}=`;
  const item = pairs.items().find((each) => each.scalar?.startsWith(head));
  return item && place(item, head);
}

interface Pair {
  readonly cursor: Cursor;
  /** What stands before the value in an item of a list: `NAME=`. */
  readonly head: string;
  readonly written: string;
}
