import { entry, type ImageContents, server } from './image-entry.js';

/** Web servers, proxies, and what watches them. See `image-contents.ts` for the sources. */
export const servers: readonly ImageContents[] = [
  // https://github.com/nginx/docker-nginx: curl comes with the default modules, which alpine-slim leaves out
  entry('nginx', {
    family: 'nginx',
    role: 'web',
    user: 'root',
    stopSignal: 'SIGQUIT',
    ports: [80],
    bases: server,
    tools: 'nginx',
    handlesTerm: true,
  }),
  // https://github.com/nginx/docker-nginx-unprivileged
  entry('nginxinc/nginx-unprivileged ghcr.io/nginx/nginx-unprivileged', {
    family: 'nginx',
    role: 'web',
    user: 'nonroot',
    stopSignal: 'SIGQUIT',
    ports: [8080],
    bases: server,
    tools: 'nginx',
    handlesTerm: true,
  }),
  entry('httpd', { role: 'web', user: 'root', stopSignal: 'SIGWINCH', ports: [80], bases: server, handlesTerm: true }),
  entry('haproxy', { role: 'proxy', stopSignal: 'SIGUSR1', bases: server, handlesTerm: true }),
  entry('traefik', {
    role: 'proxy',
    user: 'root',
    ports: [80],
    bases: { '': 'alpine' },
    tools: 'traefik',
    handlesTerm: true,
  }),
  entry('caddy', {
    role: 'web',
    user: 'root',
    ports: [80],
    bases: { '': 'alpine', alpine: 'alpine' },
    tools: 'caddy',
    handlesTerm: true,
  }),
  entry('envoyproxy/envoy', { role: 'proxy', user: 'steps-down', handlesTerm: true }),

  // https://github.com/prometheus/busybox is the base of all of these; https://github.com/prometheus/prometheus/blob/main/Dockerfile
  entry('prom/prometheus quay.io/prometheus/prometheus', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [9090],
    bases: { '': 'busybox', distroless: 'bare' },
    data: { 0: ['/prometheus'] },
    tools: 'promtool',
    handlesTerm: true,
  }),
  entry('prom/alertmanager quay.io/prometheus/alertmanager', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [9093],
    bases: { '': 'busybox' },
    data: { 0: ['/alertmanager'] },
    tools: 'amtool',
    handlesTerm: true,
  }),
  entry('prom/node-exporter quay.io/prometheus/node-exporter', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [9100],
    bases: { '': 'busybox' },
    handlesTerm: true,
  }),
  entry('prom/pushgateway', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [9091],
    bases: { '': 'busybox' },
    handlesTerm: true,
  }),
  entry('prom/blackbox-exporter quay.io/prometheus/blackbox-exporter', {
    role: 'monitoring',
    ports: [9115],
    bases: { '': 'busybox' },
    handlesTerm: true,
  }),
  // https://github.com/prometheus-community/postgres_exporter/blob/master/Dockerfile
  entry('prometheuscommunity/postgres-exporter quay.io/prometheuscommunity/postgres-exporter', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [9187],
    bases: { '': 'busybox' },
    handlesTerm: true,
  }),
  // https://github.com/google/cadvisor/blob/master/deploy/Dockerfile
  entry('gcr.io/cadvisor/cadvisor ghcr.io/google/cadvisor', {
    role: 'monitoring',
    user: 'root',
    healthcheck: true,
    ports: [8080],
    bases: { '': 'alpine' },
    handlesTerm: true,
  }),
  // https://github.com/grafana/grafana/blob/main/Dockerfile: Alpine with curl and bash; the -ubuntu tags have curl too
  entry('grafana/grafana grafana/grafana-oss grafana/grafana-enterprise', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [3000],
    bases: { '': 'alpine', ubuntu: 'ubuntu' },
    data: { 0: ['/var/lib/grafana'] },
    dataVariable: 'GF_PATHS_DATA',
    tools: 'curl bash',
    handlesTerm: true,
  }),
  entry('grafana/loki', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [3100],
    data: { 0: ['/loki', '/var/loki', '/tmp/loki'] },
    handlesTerm: true,
  }),
  entry('otel/opentelemetry-collector otel/opentelemetry-collector-contrib', {
    role: 'monitoring',
    user: 'nonroot',
    ports: [4317, 4318],
    bases: { '': 'bare' },
    handlesTerm: true,
  }),
  // https://github.com/fluent/fluent-bit/blob/master/dockerfiles/Dockerfile
  entry('fluent/fluent-bit', {
    role: 'monitoring',
    user: 'root',
    bases: { '': 'bare', debug: 'debian' },
    handlesTerm: true,
  }),

  // https://www.keycloak.org/server/containers: ubi-micro, no package manager and no curl
  entry('quay.io/keycloak/keycloak', {
    family: 'jvm',
    role: 'identity',
    user: 'nonroot',
    ports: [8080],
    tools: 'java bash sh',
    lacks: 'curl wget nc',
    handlesTerm: true,
  }),
  entry('hashicorp/vault vault', {
    role: 'identity',
    user: 'steps-down',
    ports: [8200],
    bases: { '': 'alpine' },
    tools: 'vault',
    handlesTerm: true,
  }),
  entry('hashicorp/consul consul', {
    role: 'database',
    user: 'steps-down',
    ports: [8500],
    data: { 0: ['/consul/data'] },
    tools: 'consul sh',
    handlesTerm: true,
  }),
  entry('jenkins/jenkins', {
    family: 'jvm',
    role: 'web',
    user: 'nonroot',
    ports: [8080],
    data: { 0: ['/var/jenkins_home'] },
    dataVariable: 'JENKINS_HOME',
    tools: 'java curl sh',
    handlesTerm: true,
  }),
  entry('sonarqube', {
    family: 'jvm',
    role: 'web',
    ports: [9000],
    data: { 0: ['/opt/sonarqube/data'] },
    handlesTerm: true,
  }),
  // https://docs.gitlab.com/install/docker/: brings a HEALTHCHECK
  entry('gitlab/gitlab-ce gitlab/gitlab-ee', {
    role: 'web',
    user: 'root',
    healthcheck: true,
    ports: [80],
    data: { 0: ['/var/opt/gitlab'] },
    tools: 'curl bash sh',
  }),
  // https://github.com/containrrr/watchtower/blob/main/dockerfiles/Dockerfile
  entry('containrrr/watchtower', { role: 'monitoring', healthcheck: true, bases: { '': 'bare' } }),
  // https://github.com/traefik/whoami/blob/master/Dockerfile
  entry('traefik/whoami', { role: 'web', ports: [80], bases: { '': 'bare' } }),

  // https://github.com/GoogleContainerTools/distroless#readme; tags with nonroot run as 65532, debug tags have busybox
  entry('gcr.io/distroless/*', { role: 'runtime', user: 'root', bases: { '': 'bare', debug: 'bare-debug' } }),
  // https://edu.chainguard.dev/chainguard/chainguard-images/: non-root, no shell; -dev tags have both shell and apk
  entry('cgr.dev/chainguard/*', { user: 'nonroot', bases: { '': 'bare' } }),
  // https://catalog.redhat.com/software/containers/ubi9/ubi and .../ubi-minimal
  entry(
    'registry.access.redhat.com/ubi8 registry.access.redhat.com/ubi9 registry.access.redhat.com/ubi8/ubi registry.access.redhat.com/ubi9/ubi',
    { role: 'os', user: 'root', bases: { '': 'ubi' } },
  ),
  entry(
    'registry.access.redhat.com/ubi8-minimal registry.access.redhat.com/ubi9-minimal registry.access.redhat.com/ubi8/ubi-minimal registry.access.redhat.com/ubi9/ubi-minimal',
    { role: 'os', user: 'root', bases: { '': 'ubi-minimal' } },
  ),
  // https://docs.bitnami.com/: non-root images, with bash and curl in their common base
  entry('bitnami/* bitnamilegacy/* public.ecr.aws/bitnami/*', { user: 'nonroot', tools: 'bash sh curl' }),
  // https://github.com/curl/curl-container
  entry('curlimages/curl', { user: 'nonroot', bases: { '': 'alpine' }, tools: 'curl' }),
];
