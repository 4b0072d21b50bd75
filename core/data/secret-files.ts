/** An image that reads a secret from the file named by a variable, and which variables have such a twin. */
export interface SecretFiles {
  /** Canonical names, see `canonicalName`. */
  readonly images: readonly string[];
  /** Variables that may be replaced; one that ends in `*` stands for all with this beginning. */
  readonly variables: readonly string[];
  /** What is appended to the variable's name. */
  readonly suffix: string;
}

const of = (images: string, variables: string, suffix = '_FILE'): SecretFiles => ({
  images: images.split(' '),
  variables: variables.split(' '),
  suffix,
});

/** Read from the entry points and manuals of the images. */
export const secretFiles: readonly SecretFiles[] = [
  // https://github.com/docker-library/docs/tree/master/postgres#docker-secrets; the others run the same entry point
  of('postgres postgis/postgis timescale/timescaledb pgvector/pgvector citusdata/citus', 'POSTGRES_PASSWORD'),
  // https://github.com/docker-library/docs/tree/master/mysql#docker-secrets
  of('mysql percona percona/percona-server', 'MYSQL_ROOT_PASSWORD MYSQL_PASSWORD'),
  // https://github.com/docker-library/docs/tree/master/mariadb#docker-secrets
  of(
    'mariadb',
    'MARIADB_ROOT_PASSWORD MARIADB_PASSWORD MARIADB_REPLICATION_PASSWORD MYSQL_ROOT_PASSWORD MYSQL_PASSWORD',
  ),
  // https://github.com/docker-library/docs/tree/master/mongo#docker-secrets
  of('mongo', 'MONGO_INITDB_ROOT_PASSWORD'),
  // https://github.com/docker-library/docs/tree/master/mongo-express
  of('mongo-express', 'ME_CONFIG_BASICAUTH_PASSWORD ME_CONFIG_MONGODB_ADMINPASSWORD'),
  // https://github.com/docker-library/docs/tree/master/wordpress#docker-secrets
  of(
    'wordpress',
    'WORDPRESS_DB_PASSWORD WORDPRESS_AUTH_* WORDPRESS_SECURE_AUTH_* WORDPRESS_LOGGED_IN_* WORDPRESS_NONCE_*',
  ),
  // https://github.com/docker-library/docs/tree/master/nextcloud#docker-secrets
  of('nextcloud', 'NEXTCLOUD_ADMIN_PASSWORD POSTGRES_PASSWORD MYSQL_PASSWORD'),
  // https://github.com/docker-library/docs/tree/master/redmine#docker-secrets
  of('redmine', 'REDMINE_DB_PASSWORD REDMINE_SECRET_KEY_BASE'),
  // https://github.com/docker-library/docs/tree/master/neo4j
  of('neo4j', 'NEO4J_AUTH'),
  // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-configure
  of('elasticsearch docker.elastic.co/elasticsearch/elasticsearch', 'ELASTIC_PASSWORD'),
  // https://github.com/minio/minio/tree/master/docs/docker
  of('minio/minio quay.io/minio/minio', 'MINIO_ROOT_PASSWORD'),
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-docker/
  of('grafana/grafana grafana/grafana-oss grafana/grafana-enterprise', 'GF_*', '__FILE'),
  // https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
  of('dpage/pgadmin4', 'PGADMIN_DEFAULT_PASSWORD'),
  // https://github.com/prometheus-community/postgres_exporter
  of('prometheuscommunity/postgres-exporter quay.io/prometheuscommunity/postgres-exporter', 'DATA_SOURCE_PASS'),
];
