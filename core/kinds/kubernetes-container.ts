import type { Container, Port, Probe, Variable } from '../model/container.js';
import { type ImageReference, parseImage } from '../model/image.js';
import type { Workload } from '../model/workload.js';
import { known, opaque, set, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { hasReference, readArguments, readEntrypoint, readPreStop } from './kubernetes-command.js';
import { readMounts, type Volume } from './kubernetes-mounts.js';
import type { Pod, PodContainer } from './kubernetes-pod.js';
import { readProbe } from './kubernetes-probe.js';
import { readResources } from './kubernetes-resources.js';
import { foreignSecurity, readSecurity, userOf } from './kubernetes-security.js';
import { nameSpan, nearest, orDefault, rawText } from './kubernetes-values.js';

/** What the containers of one pod share. */
export interface PodContext {
  readonly pod: Pod;
  readonly workload: Workload;
  readonly volumes: ReadonlyMap<string, Volume>;
}

/**
 * Reads a container. What Kubernetes has no word for is opaque: where its image is built, what it waits for, how it
 * logs. Labels belong to pods, so a container has none.
 */
export function readContainer({ cursor, role }: PodContainer, { pod, workload, volumes }: PodContext): Container {
  const anchor = nameSpan(cursor.at('name'), cursor.span);
  const container = cursor.anchored(anchor);
  const security = pod.windows
    ? foreignSecurity(anchor)
    : readSecurity(
        container,
        pod.levels.map((level) => level.at('securityContext')),
      );
  const { limits, requests } = readResources(
    container,
    pod.levels.map((level) => level.at('resources')),
    anchor,
  );
  const entrypoint = readEntrypoint(container);
  const env = container.at('env');
  const envFrom = container.at('envFrom');
  // The API refuses probes of init containers.
  const probe = (field: string): Value<Probe> => (role === 'init' ? opaque(anchor) : readProbe(container.at(field)));
  return {
    format: 'kubernetes',
    // Knative, Argo and Tekton name it themselves.
    name: rawText(cursor.at('name')) ?? workload.name,
    anchor,
    role,
    job: workload.job || role === 'init',
    workload,
    image: isInjected(container)
      ? opaque(container.at('image').span)
      : container.at('image').read(readImage, (image) => image.text),
    build: opaque(anchor),
    entrypoint,
    command: readArguments(container, entrypoint),
    variables: env.items().flatMap(readVariable),
    variablesOpen: isUnclear(env) || (envFrom.kind !== 'missing' && envFrom.kind !== 'null'),
    ports: container.at('ports').read(readPorts, (ports) => ports.map(portPlain)),
    user: pod.windows ? opaque(anchor) : userOf(security),
    security,
    limits,
    requests,
    liveness: probe('livenessProbe'),
    readiness: probe('readinessProbe'),
    startup: probe('startupProbe'),
    stop: {
      // `lifecycle.stopSignal` came late (1.33); mostly the image decides, which is not seen here.
      signal: opaque(anchor),
      grace: workload.grace,
      preStop: role === 'init' ? opaque(anchor) : readPreStop(container),
    },
    restart: role === 'sidecar' ? container.at('restartPolicy').text() : restartOf(container, pod),
    logging: opaque(anchor),
    mounts: readMounts(container.at('volumeMounts'), volumes),
    labels: [],
    dependencies: opaque(anchor),
    cursor: container,
  };
}

function readImage(cursor: Cursor): ImageReference | undefined {
  const text = rawText(cursor);
  return text === undefined ? undefined : parseImage(text);
}

/**
 * True for the proxy of a gateway, whose image the injector fills in.
 * Source: https://istio.io/latest/docs/setup/additional-setup/gateway/ ("image: auto").
 */
function isInjected(container: Cursor): boolean {
  return rawText(container.at('name')) === 'istio-proxy' && rawText(container.at('image')) === 'auto';
}

function restartOf(container: Cursor, pod: Pod): Value<string> {
  const above = pod.levels.map((level) => level.at('restartPolicy').text());
  return orDefault(nearest(container.at('restartPolicy').text(), ...above), 'Always');
}

function isUnclear(list: Cursor): boolean {
  return list.isOpen || list.kind === 'open' || list.kind === 'opaque';
}

function readVariable(entry: Cursor): readonly Variable[] {
  const name = rawText(entry.at('name'));
  if (name === undefined) return [];
  const span = entry.at('name').span;
  const from = entry.at('valueFrom');
  if (from.kind === 'map') {
    return [{ kind: 'env', name, nameSpan: span, value: opaque(from.span), reference: referenceOf(from) }];
  }
  const written = entry.at('value').text();
  // References to other variables are filled in before the start; without a value the variable is empty.
  const value =
    written.state === 'set' && hasReference(written.value)
      ? opaque<string>(written.span, written.hole)
      : written.state === 'unset'
        ? set('', span, { via: 'default', hole: written.hole })
        : written;
  return [{ kind: 'env', name, nameSpan: span, value, reference: undefined }];
}

function referenceOf(from: Cursor): Variable['reference'] {
  for (const [field, kind] of [
    ['secretKeyRef', 'Secret'],
    ['configMapKeyRef', 'ConfigMap'],
  ] as const) {
    const reference = from.at(field);
    if (reference.kind !== 'map') continue;
    return { kind, name: rawText(reference.at('name')), key: rawText(reference.at('key')) };
  }
  return { kind: 'field', name: undefined, key: rawText(from.at('fieldRef', 'fieldPath')) };
}

function readPorts(list: Cursor): readonly Port[] | undefined {
  if (list.kind !== 'list' || list.isOpen) return undefined;
  return list.items().map((port) => ({
    number: known(port.at('containerPort').number()),
    name: rawText(port.at('name')),
    protocol: (rawText(port.at('protocol')) ?? 'TCP').toLowerCase(),
    published: known(port.at('hostPort').number()),
    span: port.span,
  }));
}

function portPlain({ number, name, protocol, published }: Port): Plain {
  return {
    ...(name === undefined ? {} : { name }),
    ...(number === undefined ? {} : { containerPort: number }),
    ...(published === undefined ? {} : { hostPort: published }),
    ...(protocol.toLowerCase() === 'tcp' ? {} : { protocol: protocol.toUpperCase() }),
  };
}
