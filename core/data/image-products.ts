/** How to get from a product to the images it is shipped in. The dates stand in `image-support.ts`. */
export interface ImageProduct {
  /** Key in `supportLines`. */
  readonly product: string;
  /** As people write it. */
  readonly title: string;
  /** Repositories without Docker Hub's registry and without `library/`. */
  readonly images: readonly string[];
  /**
   * What a tag of the images is made of: the release line (`node:24`), the newest full version of the line, or
   * unknown, so that no tag can be suggested.
   */
  readonly tags: 'line' | 'full' | 'unknown';
  /** In front of the version in a tag. */
  readonly prefix?: string;
  /** Behind the release line in a tag: `10` becomes `10.0`. */
  readonly suffix?: string;
  /** True when lines with an even second number are the stable ones. */
  readonly evenIsStable?: boolean;
  /** True for images whose untagged release lines are distributions, so that a suffix names no second product. */
  readonly distribution?: boolean;
}

type Rest = Partial<Pick<ImageProduct, 'tags' | 'prefix' | 'suffix' | 'distribution' | 'evenIsStable'>>;

const of = (product: string, title: string, images: string, rest: Rest = {}): ImageProduct => ({
  product,
  title,
  images: images.split(' '),
  tags: 'line',
  ...rest,
});

/**
 * Repositories are those of the vendors' own documentation; the tag styles were read from the lists of tags of the
 * official images (https://github.com/docker-library/official-images/tree/master/library) and of the vendors.
 */
export const imageProducts: readonly ImageProduct[] = [
  // Distributions
  of('alpine-linux', 'Alpine', 'alpine', { distribution: true }),
  of('debian', 'Debian', 'debian', { distribution: true }),
  of('ubuntu', 'Ubuntu', 'ubuntu', { distribution: true }),
  of('fedora', 'Fedora', 'fedora quay.io/fedora/fedora', { distribution: true }),
  of('almalinux', 'AlmaLinux', 'almalinux', { distribution: true }),
  of('rocky-linux', 'Rocky Linux', 'rockylinux rockylinux/rockylinux', { distribution: true, tags: 'unknown' }),
  of('oracle-linux', 'Oracle Linux', 'oraclelinux', { distribution: true }),
  of('centos', 'CentOS', 'centos', { distribution: true, tags: 'unknown' }),
  of('amazon-linux', 'Amazon Linux', 'amazonlinux public.ecr.aws/amazonlinux/amazonlinux', { distribution: true }),
  of('opensuse', 'openSUSE Leap', 'opensuse/leap', { distribution: true }),

  // Runtimes
  of('nodejs', 'Node.js', 'node'),
  of('python', 'Python', 'python'),
  of('php', 'PHP', 'php'),
  of('ruby', 'Ruby', 'ruby'),
  of('go', 'Go', 'golang'),
  of('rust', 'Rust', 'rust'),
  of('perl', 'Perl', 'perl'),
  of('elixir', 'Elixir', 'elixir'),
  of('erlang', 'Erlang/OTP', 'erlang'),
  of('bun', 'Bun', 'oven/bun', { tags: 'full' }),
  of('deno', 'Deno', 'denoland/deno', { tags: 'full' }),
  of('eclipse-temurin', 'Eclipse Temurin', 'eclipse-temurin'),
  of('amazon-corretto', 'Amazon Corretto', 'amazoncorretto public.ecr.aws/amazoncorretto/amazoncorretto'),
  of(
    'bellsoft-liberica',
    'Liberica JDK',
    'bellsoft/liberica-openjdk-alpine bellsoft/liberica-openjre-alpine bellsoft/liberica-openjdk-debian bellsoft/liberica-openjre-debian',
  ),
  of(
    'dotnet',
    '.NET',
    'mcr.microsoft.com/dotnet/runtime mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/sdk mcr.microsoft.com/dotnet/runtime-deps',
    { suffix: '.0' },
  ),
  of('composer', 'Composer', 'composer'),
  of('tomcat', 'Tomcat', 'tomcat'),

  // Data
  of('postgresql', 'PostgreSQL', 'postgres'),
  of('mysql', 'MySQL', 'mysql'),
  of('mariadb', 'MariaDB', 'mariadb'),
  of('mongodb', 'MongoDB', 'mongo'),
  of('redis', 'Redis', 'redis'),
  of('valkey', 'Valkey', 'valkey/valkey', { tags: 'full' }),
  of('memcached', 'Memcached', 'memcached'),
  of('rabbitmq', 'RabbitMQ', 'rabbitmq'),
  of('apache-kafka', 'Kafka', 'apache/kafka', { tags: 'full' }),
  of('zookeeper', 'ZooKeeper', 'zookeeper'),
  of('apache-cassandra', 'Cassandra', 'cassandra'),
  of('apache-couchdb', 'CouchDB', 'couchdb apache/couchdb'),
  of('couchbase-server', 'Couchbase', 'couchbase couchbase/server', { tags: 'unknown' }),
  of('clickhouse', 'ClickHouse', 'clickhouse clickhouse/clickhouse-server'),
  of('elasticsearch', 'Elasticsearch', 'elasticsearch docker.elastic.co/elasticsearch/elasticsearch', { tags: 'full' }),
  of('kibana', 'Kibana', 'kibana docker.elastic.co/kibana/kibana', { tags: 'full' }),
  of('logstash', 'Logstash', 'logstash docker.elastic.co/logstash/logstash', { tags: 'full' }),
  of('opensearch', 'OpenSearch', 'opensearchproject/opensearch', { tags: 'full' }),
  of('influxdb', 'InfluxDB', 'influxdb', { tags: 'unknown' }),
  of('neo4j', 'Neo4j', 'neo4j', { tags: 'unknown' }),
  of('solr', 'Solr', 'solr'),
  of('apache-flink', 'Flink', 'flink apache/flink', { tags: 'unknown' }),
  of('apache-airflow', 'Airflow', 'apache/airflow', { tags: 'full' }),
  of('apache-nifi', 'NiFi', 'apache/nifi', { tags: 'full' }),

  // Proxies and servers
  of('nginx', 'nginx', 'nginx nginxinc/nginx-unprivileged', { evenIsStable: true }),
  of('apache-http-server', 'Apache HTTP Server', 'httpd'),
  of('haproxy', 'HAProxy', 'haproxy'),
  of('traefik', 'Traefik', 'traefik', { prefix: 'v' }),
  of('caddy', 'Caddy', 'caddy'),
  of('envoy', 'Envoy', 'envoyproxy/envoy envoyproxy/envoy-distroless', { tags: 'unknown' }),
  of('vinyl-cache', 'Varnish', 'varnish'),

  // Observability, identity, secrets, delivery
  of('prometheus', 'Prometheus', 'prom/prometheus quay.io/prometheus/prometheus', { tags: 'full', prefix: 'v' }),
  of('grafana', 'Grafana', 'grafana/grafana grafana/grafana-oss grafana/grafana-enterprise', { tags: 'full' }),
  of('grafana-loki', 'Loki', 'grafana/loki', { tags: 'full' }),
  of('telegraf', 'Telegraf', 'telegraf'),
  of('fluent-bit', 'Fluent Bit', 'fluent/fluent-bit', { tags: 'full' }),
  of('keycloak', 'Keycloak', 'quay.io/keycloak/keycloak', { tags: 'full' }),
  of('hashicorp-vault', 'Vault', 'hashicorp/vault vault', { tags: 'unknown' }),
  of('openbao', 'OpenBao', 'openbao/openbao quay.io/openbao/openbao', { tags: 'full' }),
  of('consul', 'Consul', 'hashicorp/consul consul', { tags: 'unknown' }),
  of('argo-cd', 'Argo CD', 'argoproj/argocd quay.io/argoproj/argocd', { tags: 'full', prefix: 'v' }),
  of('jenkins', 'Jenkins', 'jenkins/jenkins', { tags: 'unknown' }),
  of('gitlab', 'GitLab', 'gitlab/gitlab-ce gitlab/gitlab-ee', { tags: 'unknown' }),
  of('gitlab-runner', 'GitLab Runner', 'gitlab/gitlab-runner', { tags: 'unknown' }),
  of('sonarqube-server', 'SonarQube', 'sonarqube', { tags: 'unknown' }),

  // Applications
  of('wordpress', 'WordPress', 'wordpress', { tags: 'unknown' }),
  of('drupal', 'Drupal', 'drupal'),
  of('joomla', 'Joomla', 'joomla'),
  of('nextcloud', 'Nextcloud', 'nextcloud'),
  of('matomo', 'Matomo', 'matomo'),
  of('redmine', 'Redmine', 'redmine'),
  of('phpmyadmin', 'phpMyAdmin', 'phpmyadmin'),
];
