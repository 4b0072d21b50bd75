import type { Port } from './container.js';

/** Protocols that a health check can speak. */
export type CheckedProtocol = 'http' | 'grpc';

/**
 * Ports on which hardly anything but HTTP is served in containers. 443 and 8443 are left out: who ends TLS there, and
 * whether the client needs a certificate, cannot be seen.
 */
const httpPorts: ReadonlySet<number> = new Set([80, 3000, 5000, 8000, 8080, 8081, 8088, 8888]);

/** The port of the examples of gRPC. Source: https://grpc.io/docs/languages/go/quickstart/ */
const grpcPorts: ReadonlySet<number> = new Set([50051]);

/** What is surely spoken on a port, by its name, else by its number; undefined when neither tells. */
export function protocolOf({
  name,
  number,
  protocol,
}: Pick<Port, 'name' | 'number' | 'protocol'>): CheckedProtocol | undefined {
  if (protocol !== 'tcp') return undefined;
  if (name !== undefined) {
    const words = name.toLowerCase().split('-');
    if (words.includes('grpc')) return 'grpc';
    return words.includes('http') || words.includes('http1') ? 'http' : undefined;
  }
  if (number === undefined) return undefined;
  if (httpPorts.has(number)) return 'http';
  return grpcPorts.has(number) ? 'grpc' : undefined;
}
