import type { Span } from '../span.js';
import { known } from '../value.js';
import type { Container, Mount } from './container.js';
import { trimSlashes } from './path.js';
import type { Workload } from './workload.js';

/** Sockets by their file name: where they stand depends on the distribution. The last one is the pipe of Windows. */
const sockets = new Set([
  'docker.sock',
  'containerd.sock',
  'crio.sock',
  'cri-dockerd.sock',
  'dockershim.sock',
  'podman.sock',
  'buildkitd.sock',
  'docker_engine',
]);

/** Directories that hold one of them, `/var` in front left out. */
const directories = new Set([
  ...['/run', '/run/containerd', '/run/k3s', '/run/k3s/containerd', '/run/crio', '/run/podman', '/run/buildkit'],
]);

/** Images that stand between the socket and its users, and let only some requests through. */
export const socketProxies: ReadonlySet<string> = new Set(['docker-socket-proxy', 'socket-proxy', 'dockerproxy']);

/** Images that only look for containers, for which such a proxy is enough. */
export const socketWatchers: ReadonlySet<string> = new Set([
  ...['traefik', 'cadvisor', 'promtail', 'alloy', 'fluent-bit', 'vector', 'telegraf', 'dozzle', 'nginx-proxy'],
  ...['docker-gen', 'homepage', 'filebeat', 'metricbeat'],
]);

/** A path of the host, and the container that mounts it. */
export interface HostMount {
  readonly path: string;
  readonly span: Span;
  readonly container: Container;
}

/**
 * Addresses of a Docker that answers everybody: by TCP, without TLS, and not in its own network, as a proxy would be.
 * Source: https://docs.docker.com/engine/security/protect-access/
 */
export function openHosts({ containers }: Workload): readonly { readonly address: string; readonly span: Span }[] {
  return containers.flatMap(({ variables }) => {
    const isSecured = variables.some(({ name }) => name === 'DOCKER_TLS_VERIFY' || name === 'DOCKER_TLS');
    return variables.flatMap(({ name, value }) => {
      const address = name === 'DOCKER_HOST' ? known(value) : undefined;
      const host = /^tcp:\/\/([^:/]+)(?::2375)?\/?$/.exec(address ?? '')?.[1];
      if (address === undefined || value.state !== 'set' || host === undefined || isSecured) return [];
      // A bare name is one of the same network, and may be that of a proxy.
      const isNear = !host.includes('.') || /^127\.|\.svc(?:\.|$)/.test(host);
      return isNear ? [] : [{ address, span: value.span }];
    });
  });
}

/** Paths of the host that the containers of a workload mount. */
export const hostMounts = (workload: Workload): readonly HostMount[] =>
  workload.format === 'compose' ? serviceMounts(workload) : hostPaths(workload);

/** Host paths that a service mounts by itself; for what it extends, the extended service is told. */
function serviceMounts({ containers, spec }: Workload): readonly HostMount[] {
  const own = spec.at('volumes').items();
  return containers.flatMap((container) =>
    (known(container.mounts) ?? []).flatMap((mount): readonly HostMount[] => {
      const path = pathOf(mount);
      const isOwn = own.some(({ span }) => span.start === mount.span.start);
      return path !== undefined && isOwn ? [{ path, span: mount.span, container }] : [];
    }),
  );
}

/** The path on the host; where that is a variable, the target says what is meant. */
function pathOf({ kind, source, target }: Mount): string | undefined {
  if (kind !== 'bind' && kind !== 'unknown') return undefined;
  return target !== undefined && isRuntimeSocket(target) && !isRuntimeSocket(source ?? '') ? target : source;
}

/** Host paths of a pod, once each, with the first container that mounts them. */
function hostPaths({ spec, containers }: Workload): readonly HostMount[] {
  return spec
    .at('volumes')
    .items()
    .flatMap((volume): readonly HostMount[] => {
      const written = volume.at('hostPath', 'path').text();
      if (written.state !== 'set') return [];
      const { value: path, span } = written;
      const container = containers.find(({ mounts }) =>
        known(mounts)?.some(({ kind, source }) => kind === 'bind' && source === path),
      );
      return container === undefined ? [] : [{ path, span, container }];
    });
}

/** True for the socket of a container runtime, by its file name. */
export const isRuntimeSocket = (path: string): boolean => sockets.has(path.split(/[\\/]/).at(-1) ?? '');

/** True for a folder of the host in which such a socket lies. */
export function holdsRuntimeSocket(path: string): boolean {
  return directories.has(plain(path)) || /^\/run\/user\/\d+$/.test(plain(path));
}

/** `/var/run` is `/run` on every distribution of today. */
const plain = (path: string): string => trimSlashes(path.replace(/^\/var\/run(?=\/|$)/, '/run'));
