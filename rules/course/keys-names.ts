/**
 * Topics of names: each table is read from the top, and the first pattern that fits decides. Names that fit none show
 * nothing, or what stands behind the table.
 */
export type Names = readonly (readonly [pattern: RegExp, topic: string])[];

/** Topic of a name by a table. */
export function topicOfName(names: Names, name: string): string | undefined {
  return names.find(([pattern]) => pattern.test(name))?.[1];
}

/** Environment variables and build arguments. */
export const variables: Names = [
  [/(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE_KEY)(?:_FILE)?$/, 'secrets'],
  [/^OTEL_/, 'observability-pillars'],
  [/^(?:JAEGER|ZIPKIN)_/, 'profiling'],
  [/^GOMEMLIMIT$|(?:^|_)HEAP_(?:OPTS|SIZE)$|^PYTHONMALLOC$/, 'memory-layout'],
  [/^GOMAXPROCS$/, 'cpu-patterns'],
  [/^_JAVA_OPTIONS$|(?:^|_)(?:JAVA|JVM)_(?:TOOL_)?(?:OPTS|OPTIONS)(?:_APPEND)?$|^CATALINA_OPTS$/, 'jvm-tuning'],
  [/^SPRING_MAIN_LAZY_INITIALIZATION$|^SPRING_AUTOCONFIGURE_EXCLUDE$/, 'jvm-tuning'],
  [/^(?:NODE_OPTIONS|NODE_ENV|UV_THREADPOOL_SIZE)$/, 'node-tuning'],
  [/^PYTHON(?:OPTIMIZE|DONTWRITEBYTECODE|UNBUFFERED|PYCACHEPREFIX|_GIL|_CPU_COUNT)$/, 'python-tuning'],
  [/^(?:MALLOC_ARENA_MAX|WEB_CONCURRENCY|GUNICORN_CMD_ARGS)$/, 'python-tuning'],
  [
    /HIKARI|^PGBOUNCER_|(?:^|_)POOL_?(?:SIZE|MAX|MIN|TIMEOUT)|(?:^|_)(?:MAX|MIN)_?POOL(?:_SIZE)?$/,
    'connection-pooling',
  ],
  [/(?:^|_)MAX_(?:OPEN_|IDLE_)?(?:CONNECTIONS|CONNS)$|(?:^|_)CONNECTION_LIMIT$/, 'connection-pooling'],
  [/^(?:LOG|LOGGING|LOGS)_(?:FILE|PATH|DIR|DIRECTORY)|^LOGFILE$/, 'logging-strategies'],
  [/(?:^|_)LOG(?:GING)?_(?:FORMAT|LEVEL|JSON|STYLE|ENCODING)$|^LOGGING_(?:LEVEL|STRUCTURED)/, 'structured-logging'],
  [/(?:^|_)BACKUP_(?:SCHEDULE|CRON|INTERVAL|FREQUENCY)$/, 'disaster-recovery'],
  [/^(?:BACKUP|RESTIC|WALG|PGBACKREST)_/, 'backup'],
  [/^SPRING_LIFECYCLE_TIMEOUT|^SERVER_SHUTDOWN$|GRACEFUL_(?:SHUTDOWN_)?TIMEOUT|SHUTDOWN_TIMEOUT/, 'graceful-shutdown'],
  [/^PGDATA$/, 'volume-types'],
];

/** Images by their canonical name; `base-images` explains the others. */
export const images: Names = [
  [/exporter$|(?:^|\/)(?:cadvisor|kube-state-metrics)$/, 'container-monitoring'],
  [/(?:^|\/)(?:trivy|grype|syft|clair|clair-core|snyk|snyk-cli)$/, 'scanning-tools'],
  [/(?:^|\/)(?:logstash|elasticsearch|kibana|opensearch|opensearch-dashboards)(?:-oss)?$/, 'log-pipeline'],
  [/(?:^|\/)(?:fluentd|fluent-bit|filebeat|promtail|vector)(?:-kubernetes-daemonset|-oss)?$/, 'logging-strategies'],
  [
    /(?:^|\/)(?:prometheus|alertmanager|pushgateway|grafana|grafana-oss|grafana-enterprise)$/,
    'prometheus-architecture',
  ],
  [/(?:^|\/)(?:loki|tempo|jaeger|all-in-one|opentelemetry-collector(?:-contrib)?)$/, 'observability-pillars'],
  [/(?:^|\/)zipkin(?:-slim)?$/, 'profiling'],
  [/(?:^|\/)(?:pgbouncer|pgpool|pgpool-ii|pgcat|odyssey|proxysql)$/, 'connection-pooling'],
  [/(?:^|\/)external-secrets$/, 'secret-rotation'],
  [/(?:^|\/)(?:vault|vault-enterprise|openbao)$/, 'secrets'],
  [/(?:^|\/)(?:velero|restic|wal-g|pgbackrest)$|-backup(?:-|$)/, 'backup'],
  [
    /(?:^|\/)(?:postgres|postgresql|postgis|timescaledb|pgvector|mysql|mariadb|percona|percona-server|mongo)$/,
    'backup',
  ],
  [/(?:^|\/)(?:mongodb|mongodb-community-server|cockroach|cassandra|clickhouse-server|couchdb|neo4j)$/, 'backup'],
  [/(?:^|\/)(?:openjdk|eclipse-temurin|amazoncorretto|sapmachine|zulu-openjdk|ibm-semeru-runtimes)$/, 'jvm-tuning'],
  [/(?:^|\/)(?:tomcat|jetty|wildfly)$|^gcr\.io\/distroless\/java/, 'jvm-tuning'],
  [/(?:^|\/)node$|^gcr\.io\/distroless\/nodejs/, 'node-tuning'],
  [/(?:^|\/)(?:python|pypy)$|^gcr\.io\/distroless\/python/, 'python-tuning'],
];

/** Words of commands, and flags in variables. Programs are named without their folders. */
export const argumentNames: Names = [
  [/^-Xm[sxn]\d|^-XX:(?:Max|Min|Initial)(?:RAM|HeapSize)/, 'memory-layout'],
  [/^--max-(?:old-space-size|heap-size)|^--maxmemory$/, 'memory-layout'],
  [/^(?:--)?(?:shared_buffers|work_mem|innodb[-_]buffer[-_]pool[-_]size)=/, 'memory-layout'],
  [/^--inspect(?:-brk|-port|-wait)?(?:=|$)|^--(?:cpu|heap)-prof|^-agentlib:jdwp|^-Xrunjdwp/, 'profiling'],
  [/^(?:cProfile|py-spy|debugpy|pprof)$|^-XX:StartFlightRecording/, 'profiling'],
  [/^-XX:|^-Djava\.security\.egd=|^-Dspring\.(?:main\.lazy|autoconfigure)/, 'jvm-tuning'],
  [/^--(?:optimize-for-size|gc-interval|trace-gc|expose-gc|max-semi-space-size)(?:=|$)/, 'node-tuning'],
  [/^(?:gunicorn|uvicorn|pypy3?)$/, 'python-tuning'],
  [/^(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|xtrabackup|mongodump|restic|velero)$/, 'backup'],
  [/^(?:trivy|grype|snyk)$/, 'scanning-tools'],
  [/^(?:--)?max[-_]connections=/, 'connection-pooling'],
  [/^--storage\.tsdb\./, 'prometheus-architecture'],
  [/^--omit=dev$|^--only=prod(?:uction)?$/, 'multi-stage'],
  [/^--log[.-]?(?:format|level)(?:=|$)/, 'structured-logging'],
];

/** What is mounted, by its path outside the container. */
export const mountSources: Names = [
  [/\/(?:docker|containerd|crio|podman)\.sock$/, 'security-pipeline'],
  [/^\/var\/lib\/docker(?:\/containers)?\/?$|^\/var\/log(?:\/containers|\/pods)?\/?$/, 'container-monitoring'],
];

/** What is mounted, by its path in the container. */
export const mountTargets: Names = [
  [/^\/var\/lib\/(?:postgresql|mysql|mongodb|cassandra|clickhouse|neo4j)(?:\/|$)|^\/data\/db\/?$/, 'backup'],
  [/^\/bitnami\/(?:postgresql|mysql|mariadb|mongodb)(?:\/|$)/, 'backup'],
  [/^\/var\/log(?:\/|$)|\/logs?\/?$/, 'logging-strategies'],
  [/^\/run\/secrets(?:\/|$)/, 'secrets'],
];

/** Metrics; `metric-types` explains the others, the functions and the aggregations. */
export const metrics: Names = [
  [/^container_cpu_cfs_|^node_cpu_seconds_total$/, 'cpu-patterns'],
  [
    /^container_oom_events_total$|^container_spec_memory_|^kube_pod_container_status_.*terminated_reason$/,
    'memory-limits',
  ],
  [/^container_(?:cpu|memory|network|fs|blkio|processes|threads)_?/, 'container-metrics'],
  [/^(?:process_resident_memory_bytes|jvm_memory_|nodejs_heap_|go_memstats_)/, 'memory-layout'],
  [/^jvm_gc_/, 'jvm-tuning'],
  [/^nodejs_(?:eventloop|gc)_/, 'node-tuning'],
  [/^python_gc_/, 'python-tuning'],
  [
    /^hikaricp_|^pg_stat_activity|^pg_settings_max_connections$|^pgbouncer_|^mysql_global_status_threads_/,
    'connection-pooling',
  ],
  [/^node_disk_/, 'io-patterns'],
  [/^kube_pod_status_ready$|^kube_pod_container_status_(?:restarts_total|ready)$/, 'health-checks'],
  [/^up$|^scrape_|^prometheus_|^alertmanager_/, 'prometheus-architecture'],
];
