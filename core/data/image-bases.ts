/** What the layer below an application ships, as far as health checks and hooks ask for it. */
export interface ImageBase {
  readonly tools: string;
  /** Programs that are known to be absent. Every other program is unknown. */
  readonly lacks: string;
  readonly shell: boolean;
  readonly libc: 'musl' | 'glibc' | undefined;
}

export type BaseName =
  | 'alpine'
  | 'busybox'
  | 'debian'
  | 'buildpack'
  | 'ubuntu'
  | 'ubi'
  | 'ubi-minimal'
  | 'amazonlinux'
  | 'bare'
  | 'bare-debug';

/** Clients of servers and language runtimes: no general base has them, so an image that does says it itself. */
const foreign =
  'pg_isready psql redis-cli valkey-cli mysqladmin mysql mariadb mariadb-admin mongosh mongo rabbitmq-diagnostics rabbitmqctl ' +
  'cqlsh nodetool kafka-topics.sh kafka-broker-api-versions.sh python python3 node ruby php java jq http httpie grpcurl grpc_health_probe';

const shellTools =
  'sh cat cp cut date echo env false grep head id kill ls mkdir printf rm sed sleep sort stat tail test [ touch tr true wc';

/** The applets of busybox that stand in checks and hooks. */
const busyboxTools = `${shellTools} ash awk nc netstat nslookup pgrep pidof pkill ps wget`;

export const imageBases: Readonly<Record<BaseName, ImageBase>> = {
  // https://gitlab.alpinelinux.org/alpine/aports/-/blob/master/main/busybox/busyboxconfig
  alpine: { tools: busyboxTools, lacks: `bash curl ${foreign}`, shell: true, libc: 'musl' },
  // https://github.com/docker-library/busybox
  busybox: { tools: busyboxTools, lacks: `bash curl perl ${foreign}`, shell: true, libc: undefined },
  // https://github.com/debuerreotype/docker-debian-artifacts: packages of priority "required" and apt
  debian: {
    tools: `${shellTools} awk bash dash perl`,
    lacks: `curl wget nc ncat netcat telnet ps pgrep pkill netstat ss ip ping nslookup dig ${foreign}`,
    shell: true,
    libc: 'glibc',
  },
  // https://github.com/docker-library/buildpack-deps: the curl and scm layers that full language images stand on
  buildpack: {
    tools: `${shellTools} awk bash dash perl curl wget git ps pgrep pkill`,
    lacks:
      'nc ncat netcat telnet jq pg_isready redis-cli mysqladmin mongosh mongo rabbitmq-diagnostics http grpcurl grpc_health_probe',
    shell: true,
    libc: 'glibc',
  },
  // https://cloud-images.ubuntu.com/minimal/ manifest of the image
  ubuntu: {
    tools: `${shellTools} awk bash dash perl ps pgrep pkill`,
    lacks: `curl wget nc ncat netcat telnet netstat ss ip ping nslookup dig ${foreign}`,
    shell: true,
    libc: 'glibc',
  },
  // https://catalog.redhat.com/software/containers/ubi9/ubi (package list)
  ubi: { tools: `${shellTools} bash curl`, lacks: 'nc ncat netcat telnet', shell: true, libc: 'glibc' },
  // https://catalog.redhat.com/software/containers/ubi9/ubi-minimal (package list)
  'ubi-minimal': { tools: `${shellTools} bash curl`, lacks: 'wget nc ncat netcat telnet', shell: true, libc: 'glibc' },
  // https://github.com/amazonlinux/container-images (package list)
  amazonlinux: {
    tools: `${shellTools} bash curl`,
    lacks: `wget nc ncat netcat telnet ${foreign}`,
    shell: true,
    libc: 'glibc',
  },
  // https://github.com/GoogleContainerTools/distroless#readme: no package manager, no shell, no programs but the runtime
  bare: {
    tools: '',
    lacks: `${busyboxTools} bash dash curl wget perl ncat netcat telnet ss ip ping dig pg_isready psql redis-cli mysqladmin mongosh jq`,
    shell: false,
    libc: undefined,
  },
  // The same with busybox in it, in a folder that is not always searched.
  'bare-debug': { tools: '', lacks: 'bash curl', shell: true, libc: undefined },
};
