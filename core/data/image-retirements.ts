/** What became of a repository, and when. As of August 2026. */
export interface ImageRetirement {
  /** Canonical name, see `canonicalName`; one that ends in `/*` stands for all below it. */
  readonly name: string;
  /** As exact as its makers are: a year, a month or a day. */
  readonly since: string;
  /**
   * `moved`: new images appear under another name, the old ones stay. `ended`: nothing new is made, though something
   * else may take its place. `removed`: the images are gone. `archived`: they are gone from here, and a frozen copy of
   * each is left.
   */
  readonly fate: 'moved' | 'ended' | 'removed' | 'archived';
  /** Canonical name; `/*` stands for the same path as in `name`. */
  readonly successor?: string;
  /**
   * Which tag the successor has for it: the `same`, that of the same JDK (`jdk`), or a fixed one. Without it none is
   * known, or the successor is set up in another way.
   */
  readonly tag?: string;
  /** Names below that are still published. */
  readonly except?: readonly string[];
  /** True when moving tags such as `latest` are still published. */
  readonly versionsOnly?: boolean;
}

type Rest = Partial<Pick<ImageRetirement, 'successor' | 'tag' | 'except' | 'versionsOnly'>>;

const of = (name: string, since: string, fate: ImageRetirement['fate'], rest: Rest = {}): ImageRetirement => ({
  name,
  since,
  fate,
  ...rest,
});

const same = (successor: string): Rest => ({ successor, tag: 'same' });
const jdk: Rest = { successor: 'eclipse-temurin', tag: 'jdk' };

/** The announcements of those who published the images; the source of each group stands above it. */
export const imageRetirements: readonly ImageRetirement[] = [
  // https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
  of('k8s.gcr.io/*', '2023-04-03', 'moved', same('registry.k8s.io/*')),
  // https://github.com/kubernetes/k8s.io/tree/main/registry.k8s.io: the registry left Google's own project for the community's
  of('gcr.io/google-containers/*', '2020-07', 'moved', same('registry.k8s.io/*')),
  of('gcr.io/google_containers/*', '2020-07', 'moved', same('registry.k8s.io/*')),
  of('quay.io/coreos/kube-state-metrics', '2021', 'moved', {
    successor: 'registry.k8s.io/kube-state-metrics/kube-state-metrics',
  }),
  // https://book.kubebuilder.io/reference/metrics (images of kube-rbac-proxy)
  of('gcr.io/kubebuilder/kube-rbac-proxy', '2025-03-18', 'removed', same('quay.io/brancz/kube-rbac-proxy')),
  // https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
  of('registry.k8s.io/ingress-nginx/controller', '2026-03', 'ended'),
  of('quay.io/kubernetes-ingress-controller/nginx-ingress-controller', '2020', 'ended'),
  // https://github.com/GoogleContainerTools/kaniko (archived)
  of('gcr.io/kaniko-project/*', '2025-06-03', 'ended'),

  // https://github.com/bitnami/containers/issues/83267
  of('bitnami/*', '2025-09-29', 'archived', {
    ...same('bitnamilegacy/*'),
    versionsOnly: true,
    except: ['bitnami/sealed-secrets-controller', 'bitnami/sealed-secrets-kubeseal', 'bitnami/minideb'],
  }),
  // https://github.blog/changelog/2025-01-23-legacy-docker-registry-closing-down/
  of('docker.pkg.github.com/*', '2025-02-24', 'removed', same('ghcr.io/*')),
  // https://jfrog.com/blog/into-the-sunset-bintray-jcenter-gocenter-and-chartcenter/
  of('docker.bintray.io/jfrog/*', '2021-05-01', 'removed', same('releases-docker.jfrog.io/jfrog/*')),
  // https://devblogs.microsoft.com/dotnet/net-core-container-images-now-published-to-microsoft-container-registry/
  of('microsoft/dotnet', '2019-03', 'moved', { successor: 'mcr.microsoft.com/dotnet/sdk' }),
  of('microsoft/mssql-server-linux', '2018', 'moved', same('mcr.microsoft.com/mssql/server')),
  // https://github.com/dotnet/dotnet-docker/issues/2375
  of('mcr.microsoft.com/dotnet/core/*', '2020-11', 'moved', same('mcr.microsoft.com/dotnet/*')),

  // The deprecation notices on the pages of the official images: https://hub.docker.com/_/openjdk and so on
  of('openjdk', '2022-07', 'ended', jdk),
  of('java', '2016-12-31', 'ended', jdk),
  of('adoptopenjdk', '2021-08-01', 'ended', jdk),
  of('vault', '2023-06', 'moved', same('hashicorp/vault')),
  of('consul', '2023-06', 'moved', same('hashicorp/consul')),
  of('jenkins', '2018', 'moved', { successor: 'jenkins/jenkins', tag: 'lts' }),
  of('nats-streaming', '2023-06', 'ended', { successor: 'nats' }),
  // https://www.keycloak.org/migration/migrating-to-quarkus
  of('jboss/keycloak', '2022-02', 'ended', { successor: 'quay.io/keycloak/keycloak' }),
  // https://discuss.circleci.com/t/legacy-convenience-image-deprecation/41034
  of('circleci/*', '2021-12-31', 'ended', { successor: 'cimg/*' }),

  // https://github.com/google/cadvisor/releases: ghcr.io since 0.53
  of('gcr.io/cadvisor/cadvisor', '2025', 'moved', { successor: 'ghcr.io/google/cadvisor' }),
  of('google/cadvisor', '2019', 'moved', { successor: 'ghcr.io/google/cadvisor' }),
  // https://grafana.com/docs/loki/latest/send-data/promtail/ and https://grafana.com/docs/agent/latest/
  of('grafana/promtail', '2026-03-02', 'ended', { successor: 'grafana/alloy' }),
  of('grafana/agent', '2025-11-01', 'ended', { successor: 'grafana/alloy' }),
  // https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/
  of('grafana/grafana-oss', '2026-02', 'moved', same('grafana/grafana')),
  // https://www.jaegertracing.io/docs/1.76/ (end of life of v1)
  of('jaegertracing/all-in-one', '2025-12-31', 'ended', { successor: 'jaegertracing/jaeger' }),
  of('jaegertracing/jaeger-collector', '2025-12-31', 'ended', { successor: 'jaegertracing/jaeger' }),
  of('jaegertracing/jaeger-query', '2025-12-31', 'ended', { successor: 'jaegertracing/jaeger' }),
  // https://github.com/minio/minio/issues/21647
  of('minio/minio', '2025-10', 'ended'),
  of('quay.io/minio/minio', '2025-10', 'ended'),
];
