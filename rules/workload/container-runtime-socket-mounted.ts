import {
  holdsRuntimeSocket,
  hostMounts,
  isRuntimeSocket,
  openHosts,
  socketProxies,
  socketWatchers,
} from '../../core/model/runtime-socket.js';
import { rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'container-runtime-socket-mounted',
  on: 'document',
  kinds: ['compose', 'kubernetes'],
  topic: 'security-pipeline',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  // Images, by the last part of their name, that may have it.
  options: { accept: [] },
  same: [
    'kics:docker_socket_mounted_in_container',
    'semgrep:exposing-docker-socket-volume',
    'compose-lint:CL-0001',
    'docksec:compose-docker-socket-mount',
    'docker-bench:check_5_32',
    'kube-linter:docker-sock',
    'trivy:KSV-0006',
    'checkov:CKV_K8S_27',
  ],
  since: '0.1.0',
  text: {
    summary: {
      en: 'No container gets the socket of the container runtime',
      ru: 'Ни один контейнер не получает сокет среды запуска контейнеров',
    },
    why: {
      en: 'Whoever can write to this socket can start a privileged container with the disk of the host in it: that is root on the host. A read-only mount does not help, for it does not stop writing into a socket.',
      ru: 'Кто может писать в этот сокет, тот может запустить привилегированный контейнер с диском узла внутри, а это root на узле. Монтирование только для чтения не спасает: писать в сокет оно не мешает.',
    },
    socket: {
      en: 'Mount of "{path}" gives "{name}" control of the container runtime',
      ru: 'Монтирование «{path}» отдаёт «{name}» управление средой запуска контейнеров',
    },
    watcher: {
      en: 'Mount of "{path}" gives "{name}" control of the container runtime, though it only watches the containers',
      ru: 'Монтирование «{path}» отдаёт «{name}» управление средой запуска, хотя ему нужно лишь видеть контейнеры',
    },
    directory: {
      en: 'Directory "{path}" of the host, where the socket of the container runtime lies, is mounted into "{name}"',
      ru: 'В «{name}» смонтирован каталог узла «{path}», где лежит сокет среды запуска контейнеров',
    },
    host: {
      en: 'DOCKER_HOST is "{address}": whoever reaches that port controls Docker, for there is no TLS',
      ru: 'DOCKER_HOST равен «{address}»: TLS там нет, и Docker подчиняется каждому, кто дойдёт до порта',
    },
    api: {
      en: 'use_api_socket gives "{name}" control of Docker and the credentials of its registries',
      ru: 'use_api_socket отдаёт «{name}» управление Docker и учётные данные реестров',
    },
  },
  *check({ workload: workloads }, { options: { accept } }) {
    // What stands behind an anchor is told once, for the first who uses it.
    const told = new Set<number>();
    for (const workload of workloads) {
      for (const { path, span, container } of hostMounts(workload)) {
        if (told.has(span.start)) continue;
        told.add(span.start);
        const { name } = container;
        const image = known(container.image)?.name ?? '';
        if (accept.includes(image)) continue;
        if (isRuntimeSocket(path) && socketWatchers.has(image))
          yield { at: span, say: 'watcher', with: { path, name } };
        else if (isRuntimeSocket(path)) {
          const level = socketProxies.has(image) ? 'info' : 'error';
          yield { at: span, say: 'socket', with: { path, name }, level };
        } else if (holdsRuntimeSocket(path)) {
          yield { at: span, say: 'directory', with: { path, name }, level: 'warning' };
        }
      }
      for (const { address, span } of openHosts(workload)) {
        if (told.has(span.start)) continue;
        told.add(span.start);
        yield { at: span, say: 'host', with: { address }, level: 'warning' };
      }
      if (workload.format !== 'compose') continue;
      const api = workload.spec.at('use_api_socket').flag();
      if (api.state !== 'set' || !api.value || told.has(api.span.start)) continue;
      told.add(api.span.start);
      yield { at: api.span, say: 'api', with: { name: workload.name } };
    }
  },
});
