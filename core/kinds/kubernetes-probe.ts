import type { HttpHeader, HttpTarget, Probe } from '../model/container.js';
import { type Hole, noHole, opaque, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { commandPlain, execCommand } from './kubernetes-command.js';
import { orDefault, portPlain, portText, rawText } from './kubernetes-values.js';

/**
 * Probes of a container. Defaults: delay 0, period 10, timeout 1, threshold 3.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
 */
const defaults = { startDelay: 0, interval: 10, timeout: 1, retries: 3 } as const;

/** Reads `livenessProbe`, `readinessProbe` or `startupProbe`. */
export function readProbe(probe: Cursor): Value<Probe> {
  return probe.read(decodeProbe, encodeProbe);
}

function decodeProbe(probe: Cursor): Probe | undefined {
  if (probe.kind !== 'map') return undefined;
  const at = (field: string): Cursor => probe.at(field);
  const exec = at('exec');
  const http = at('httpGet');
  const tcp = at('tcpSocket');
  const grpc = at('grpc');
  const service = rawText(grpc.at('service'));
  return {
    handler: handlerOf(exec, http, tcp, grpc),
    command: exec.kind === 'map' ? execCommand(exec.at('command')) : undefined,
    commandHole: exec.kind === 'map' ? exec.at('command').read(execCommand, commandPlain).hole : noHole(),
    questionHole: questionHole(probe),
    http: http.kind === 'map' ? httpTarget(http) : undefined,
    port: tcp.kind === 'map' ? portText(tcp.at('port')) : grpc.kind === 'map' ? portText(grpc.at('port')) : undefined,
    interval: orDefault(at('periodSeconds').number(), defaults.interval),
    timeout: orDefault(at('timeoutSeconds').number(), defaults.timeout),
    startDelay: orDefault(at('initialDelaySeconds').number(), defaults.startDelay),
    startInterval: opaque(probe.span),
    retries: orDefault(at('failureThreshold').number(), defaults.retries),
    span: probe.span,
    ...(service === undefined ? {} : { service }),
  };
}

function handlerOf(exec: Cursor, http: Cursor, tcp: Cursor, grpc: Cursor): Probe['handler'] {
  if (exec.kind === 'map') return 'exec';
  if (http.kind === 'map') return 'http';
  if (tcp.kind === 'map') return 'tcp';
  if (grpc.kind === 'map') return 'grpc';
  return 'unknown';
}

/** Another handler takes the place of the one that is written. */
function questionHole(probe: Cursor): Hole<Probe> {
  const old = handlerKeys.find((key) => probe.at(key).kind === 'map');
  return {
    ...noHole(),
    put(next) {
      const [entry] = Object.entries(handlerPlain(next));
      return old && entry && !probe.shared ? probe.replace(old, ...entry) : undefined;
    },
  };
}

const handlerKeys = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

function httpTarget(http: Cursor): HttpTarget {
  const scheme = http.at('scheme').text();
  return {
    scheme: scheme.state === 'set' ? scheme.value.toLowerCase() : 'http',
    host: http.at('host').text(),
    path: orDefault(http.at('path').text(), '/'),
    port: portText(http.at('port')),
    headers: http
      .at('httpHeaders')
      .items()
      .map((header) => ({ name: rawText(header.at('name')), value: rawText(header.at('value')) })),
  };
}

/** A probe as YAML. Values that are the platform's defaults, or unknown, are left out. */
export function encodeProbe(probe: Probe): Plain {
  const written: Record<string, Plain> = { ...handlerPlain(probe) };
  const numbers = [
    ['initialDelaySeconds', probe.startDelay, defaults.startDelay],
    ['periodSeconds', probe.interval, defaults.interval],
    ['timeoutSeconds', probe.timeout, defaults.timeout],
    ['failureThreshold', probe.retries, defaults.retries],
  ] as const;
  for (const [field, value, fallback] of numbers) {
    if (value.state === 'set' && value.value !== fallback) written[field] = value.value;
  }
  return written;
}

function handlerPlain({ handler, command, http, port, service }: Probe): Readonly<Record<string, Plain>> {
  switch (handler) {
    case 'exec':
      return { exec: { command: commandPlain(command) } };
    case 'http':
      return http ? { httpGet: httpPlain(http) } : {};
    case 'tcp':
      return { tcpSocket: portField(port) };
    case 'grpc':
      return { grpc: { ...portField(port), ...(service === undefined ? {} : { service }) } };
    case 'none':
    case 'unknown':
      return {};
  }
}

function httpPlain({ scheme, host, path, port, headers }: HttpTarget): Plain {
  return {
    ...(host.state === 'set' ? { host: host.value } : {}),
    ...(path.state === 'set' ? { path: path.value } : {}),
    ...portField(port),
    ...(scheme.toLowerCase() === 'https' ? { scheme: 'HTTPS' } : {}),
    ...(headers.length > 0 ? { httpHeaders: headers.map(headerPlain) } : {}),
  };
}

function headerPlain({ name, value }: HttpHeader): Plain {
  return { name: name ?? '', value: value ?? '' };
}

function portField(port: Value<string> | undefined): Readonly<Record<string, Plain>> {
  return port?.state === 'set' ? { port: portPlain(port.value) } : {};
}
