import type { Build } from '../model/container.js';
import { folderOf, joinPath } from '../model/path.js';
import type { Span } from '../span.js';
import { opaque, unset, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { mergedPairs, variablesOf } from './compose-pairs.js';
import { isPresent, layersAt, pick, type Service } from './compose-service.js';
import { escaped, readText } from './compose-values.js';
import { orDefault } from './kubernetes-values.js';

/** `build` of a service; the string form names the context. Source: https://docs.docker.com/reference/compose-file/build/ */
export function readBuild(service: Service): Value<Build> {
  return pick(service, ['build'], (field) => field.read((written) => decodeBuild(service, written), encodeBuild));
}

function decodeBuild(service: Service, field: Cursor): Build | undefined {
  if (field.kind !== 'map' && field.kind !== 'scalar') return undefined;
  const isInline = isPresent(service, 'build', 'dockerfile_inline');
  const text = (name: string): Value<string> => pick(service, ['build'], (build) => buildText(build, name));
  return {
    context: orDefault(text('context'), '.'),
    dockerfile: isInline ? opaque(field.span) : orDefault(text('dockerfile'), 'Dockerfile'),
    target: text('target'),
    args: variablesOf(mergedPairs(service, 'build', 'args'), 'arg'),
  };
}

/** A field of a build; the string form has the context alone. */
function buildText(build: Cursor, name: string): Value<string> {
  if (build.kind !== 'scalar') return readText(build.at(name));
  return name === 'context' ? readText(build) : unset(build.span);
}

function encodeBuild({ context, dockerfile, target }: Build): Plain {
  const fields = [
    ['context', context],
    ['dockerfile', dockerfile],
    ['target', target],
  ] as const;
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      value.state === 'set' && value.via !== 'default' ? [[name, escaped(value.value)] as const] : [],
    ),
  );
}

/** Contexts that the builder fetches by itself. */
const remote = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|service:)|\.git(?:#|$)/;

/** The Dockerfile a service builds, its path resolved; undefined when it is remote, inline or unknown. */
export function builtDockerfile(
  service: Service,
  build: Value<Build>,
  path: string,
): { readonly dockerfile: string; readonly target: string | undefined; readonly span: Span } | undefined {
  if (build.state !== 'set') return undefined;
  const { context, dockerfile, target } = build.value;
  if (context.state !== 'set' || dockerfile.state !== 'set' || target.state === 'opaque') return undefined;
  if (remote.test(context.value)) return undefined;
  const folder = joinPath(folderOf(path), context.value);
  return {
    dockerfile: joinPath(folder, dockerfile.value),
    target: target.state === 'set' ? target.value.toLowerCase() : undefined,
    span: dockerfile.via === 'default' ? (layersAt(service, 'build')[0]?.cursor.span ?? build.span) : dockerfile.span,
  };
}

/** The image, unknown instead of missing when the service gets it by a build or from a provider. */
export function imageOrBuild<T>(image: Value<T>, service: Service): Value<T> {
  const hasSource = isPresent(service, 'build') || isPresent(service, 'provider');
  return image.state === 'unset' && hasSource ? opaque(image.anchor) : image;
}
