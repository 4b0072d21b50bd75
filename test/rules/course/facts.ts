/** What a topic has to say: figures and words of both languages, then words of one. */
export interface Facts {
  readonly both: readonly string[];
  readonly en: readonly string[];
  readonly ru: readonly string[];
}

const facts = (both: string, en: string, ru: string): Facts => {
  const split = (text: string): readonly string[] => (text === '' ? [] : text.split('; '));
  return { both: split(both), en: split(en), ru: split(ru) };
};

/** Where the course is dated or wrong. The paragraph that says so is marked, and holds what it says and what is right. */
export const corrections: readonly (readonly [topic: string, course: string, fact: Facts])[] = [
  [
    'memory-limits',
    'JAVA_OPTS',
    facts('JAVA_TOOL_OPTIONS; JDK_JAVA_OPTIONS; _JAVA_OPTIONS', 'start script', 'скрипт запуска'),
  ],
  ['jvm-tuning', 'JAVA_OPTS', facts('["java", "-jar", "app.jar"]', 'ignored', 'игнорируется')],
  [
    'jvm-tuning',
    '-XX:+UseContainerSupport',
    facts('JDK 10', 'by default; no longer needed', 'по умолчанию; уже не нужен'),
  ],
  [
    'node-tuning',
    '--trace-gc',
    facts('NODE_OPTIONS; not allowed in NODE_OPTIONS; --gc-interval', 'work only as', 'только'),
  ],
  [
    'base-images',
    'node:16',
    facts('ubuntu:20.04; python:3.9; node:24; ubuntu:24.04; python:3.13', 'end of life', 'закончилась'),
  ],
  ['multi-stage', 'npm ci --only=production', facts('--omit=dev; package.json', 'lock file', 'lock-файл')],
  [
    'graceful-shutdown',
    '30',
    facts('Kubernetes; Docker; Compose; stop_grace_period', '10 s; no slack', '10 с; не оставляют запаса'),
  ],
  [
    'service-discovery',
    'tasks.app:8080',
    facts('dns_sd_configs; dockerswarm_sd_configs', '*one* replica', '*одну* реплику'),
  ],
  ['container-metrics', 'container_cpu_usage_seconds', facts('_total', 'never fires', 'не сработает')],
  [
    'logging-strategies',
    'docker logs',
    facts('stdout', 'host mount; tied to its host; rotates', 'каталог узла; привязан к узлу; ротацию'),
  ],
  [
    'network-modes',
    '127.0.0.1',
    facts('ports:', 'host network; takes away; one replica a node', 'сеть узла; забирает; одна реплика на узел'),
  ],
  ['health-checks', 'curl', facts('wget; Alpine; distroless; slim', 'have no curl', 'curl нет')],
  ['health-checks', 'unhealthy', facts('Docker; Compose; Swarm; Kubernetes', 'restarted', 'перезапускается')],
  ['security-pipeline', 'Pod Security Policies', facts('1.25; Pod Security admission', 'removed', 'убрали')],
  ['scanning-tools', 'CoreOS', facts('Red Hat; Quay; Twistlock; Prisma Cloud; Cortex Cloud', 'Clair', 'Clair')],
];

/** The course, topic by topic. A fact that no text holds any more has been lost, whoever rewrote it. */
export const courseFacts: Readonly<Record<string, Facts>> = {
  'observability-pillars': facts('trace_id; OTEL_', '*what*; *why*; *where*', '*что*; *почему*; *где*'),
  'container-monitoring': facts(
    'sum by; /var/log; trace_id',
    'ephemeral; dynamic; many; spread; die with; aggregate; discovery; correlate',
    'эфемерны; динамичны; многочисленны; распределены; умирают; агрегируют; обнаружение; корреляция',
  ),
  'log-pipeline': facts(
    'json-file; journald; syslog; fluentd; Logstash; Elasticsearch; Kibana',
    'parses and transforms; filters and enriches; many inputs, many outputs; full-text search; distributed; dashboards; alerting',
    'разбор и преобразование; фильтры и обогащение; много входов, много выходов; полнотекстовый поиск; распределён; дашборды; алерты',
  ),
  'logging-strategies': facts(
    'stdout; /var/lib/docker/containers/<id>/<id>-json.log; sidecar; Fluentd; Filebeat',
    'shared volume; host agent; direct shipping; When',
    'общий том; агент на узле; прямая отправка; Когда',
  ),
  'structured-logging': facts(
    'timestamp; level; service; event; trace_id; user_id; ip_address; session_id; error_code; retry_count; CONN_TIMEOUT',
    'search and filters; parsing is automatic; correlated; metrics can be made from logs; alerts can look at fields',
    'искать и фильтровать; разбор идёт сам; корреляция; из логов получаются метрики; алерты смотрят на поля',
  ),
  'prometheus-architecture': facts(
    'pull; TSDB; Alertmanager; Grafana; scrape_interval; /metrics',
    'scraper; rules engine; is no part of the server',
    'сборщик; движок правил; не часть сервера',
  ),
  'metric-types': facts(
    'rate(http_requests_total[5m]); histogram_quantile; le="0.1"` 100; le="0.5"` 250; le="1.0"` 400; le="+Inf"` 500; 0.5, 0.95, 0.99',
    'counter; gauge; histogram; summary; bucket; quantile',
    'Счётчик; Измеритель; Гистограмма; Summary; корзин; квантил',
  ),
  'container-metrics': facts(
    'container_cpu_usage_seconds_total; container_cpu_system_seconds_total; container_cpu_user_seconds_total; ' +
      'container_memory_usage_bytes; container_memory_cache; container_memory_rss; container_memory_swap; ' +
      'container_network_receive_bytes_total; container_network_transmit_bytes_total; ' +
      'container_network_receive_packets_dropped_total; container_fs_reads_total; container_fs_writes_total; ' +
      'container_fs_usage_bytes; orders_processed_total; user_registrations_total; revenue_total; ' +
      'request_duration_seconds; database_query_duration; cache_hit_ratio; http_requests_total{status="500"}; ' +
      'database_connection_errors; authentication_failures; _total`',
    'business; performance; errors; Corrected',
    'бизнес; производительность; ошибки; Исправлено',
  ),
  'service-discovery': facts(
    'kubernetes_sd_configs; role: pod; tasks.; consul_sd_configs; dns_sd_configs; dockerswarm_sd_configs',
    'restart; multiply; registered; deregistered; *one* replica',
    'перезапускаются; множатся; регистрируется; снимается с учёта; *одну* реплику',
  ),
  'label-practice': facts(
    'user_id; request_id; timestamp; service; method; status; endpoint; version',
    'multiply; environment → cluster → service → version, instance, method, status; component',
    'перемножаются; окружение → кластер → сервис → версия, экземпляр, метод, статус; компонент',
  ),
  'memory-layout': facts(
    '60–80 %; 10–15 %; 5–10 %; 2–5 %; 78 %; 400; 512; 112; 150; 100',
    'heap; librar',
    'куча; библиотеки',
  ),
  'cpu-patterns': facts('5–10 %; 40 %; 80 %; 100 %', 'throttl', 'троттлинг'),
  'io-patterns': facts(
    '100k+; 20k; 10k; tmpfs; NVMe; SATA SSD; HDD; EBS',
    'read-heavy; write-heavy; balanced; < 1 µs; 100 µs; 200 µs; 1 ms; 10 ms; | 200 |',
    'read-heavy; write-heavy; balanced; < 1 мкс; 100 мкс; 200 мкс; 1 мс; 10 мс; | 200 |',
  ),
  profiling: facts(
    '--inspect; JProfiler; VisualVM; cProfile; py-spy; go tool pprof; dotMemory; PerfView; docker stats; ctop; ' +
      'cAdvisor; sysdig; perf; iotop; htop; nethogs; Jaeger; Zipkin; OpenTelemetry; X-Ray',
    'standard',
    'стандарт',
  ),
  'base-images': facts(
    '72; 45; 23; 12; 68 %; 83 %; musl; node:16; ubuntu:20.04; python:3.9',
    'end of life',
    'поддержка',
  ),
  'multi-stage': facts(
    'COPY --from=builder; npm ci --omit=dev; npm ci --only=production; USER node; FROM node:24 AS builder; package-lock.json; node:16',
    'artefacts; Corrected; lock file',
    'артефакты; Исправлено; lock-файл',
  ),
  'memory-limits': facts(
    '512; 400; 450; 600; 78 %; 256; 1:2; OOMKilled; JAVA_TOOL_OPTIONS; JAVA_OPTS',
    '1:1.125; highest score; passes its limit; OOM killer wakes; restarts; lost its state',
    '1:1,125; наибольшей оценкой; выходит за лимит; просыпается OOM killer; перезапускается; состояние приложения потеряно',
  ),
  'cpu-limits': facts(
    '1024; 512',
    '66.7; 33.3 %; raises latency; absolute',
    '66,7; 33,3 %; поднимает задержку; абсолютен',
  ),
  'volume-types': facts(
    'tmpfs; ConfigMap; Secret; emptyDir; SSD',
    'database; temporary files; logs; configuration; cache; host mount',
    'база данных; временные файлы; логи; настройки; кэш; каталог узла',
  ),
  'network-modes': facts(
    'host; bridge; overlay; VXLAN; docker0',
    '~1 µs; ~10 µs; ~50 µs; takes away',
    '~1 мкс; ~10 мкс; ~50 мкс; забирает',
  ),
  'connection-pooling': facts('10; 90 %; 99 %', '1,000; Corrected', '1000; Исправлено'),
  'jvm-tuning': facts(
    '-Xmx400m; -XX:+UseG1GC; -XX:MaxGCPauseMillis=200; -XX:+UseContainerSupport; file:/dev/./urandom; JDK 10; ' +
      'JAVA_TOOL_OPTIONS; JDK_JAVA_OPTIONS; _JAVA_OPTIONS; JAVA_OPTS; GraalVM; autoconfigure',
    'lazy; Corrected; no longer needed',
    'ленивая; Исправлено; уже не нужен',
  ),
  'node-tuning': facts(
    '--max-old-space-size=400; --optimize-for-size; --gc-interval=100; --trace-gc; cluster; keep-alive; gzip; CDN',
    'refused; compression; Corrected',
    'нельзя; сжатие; Исправлено',
  ),
  'python-tuning': facts(
    'PYTHONOPTIMIZE=1; PYTHONDONTWRITEBYTECODE=1; PYTHONUNBUFFERED=1; MALLOC_ARENA_MAX=2; PyPy; Gunicorn; uvloop; python:3.9',
    '2–10×',
    '2–10 раз',
  ),
  'health-checks': facts(
    '--interval=30s --timeout=3s --start-period=5s --retries=3; starting; healthy; unhealthy; restarting; curl',
    'every 30 s; timeout 30 s; start period 0 s; 3 retries; shallow; deep; business; Swarm replaces',
    'раз в 30 с; таймаут 30 с; start period 0 с; 3 попытки; поверхностная; глубокая; бизнес; Swarm заменяет',
  ),
  'graceful-shutdown': facts(
    "SIGTERM; SIGKILL; T+0; T+1; T+2; T+15; T+25; T+30; process.on('SIGTERM'; @PreDestroy; server.shutdown=graceful; spring.lifecycle.timeout-per-shutdown-phase",
    '10 s; 30 s; slack',
    '10 с; 30 с; запас',
  ),
  secrets: facts(
    'ENV; docker run -e; ConfigMap; base64; Vault; AWS Secrets Manager; Azure Key Vault; Google Secret Manager; sidecar; CSI; SDK; tmpfs; RBAC',
    'Worst; Better; Best; not encryption; init container; at rest and in transit; manager nodes; namespace',
    'Хуже всего; Лучше; Лучше всего; не шифрование; init-контейнер; на диске и в пути; управляющих узлах; пространством имён',
  ),
  'secret-rotation': facts(
    'blue-green; 75 %; 25 %; 100 %',
    'every 30 days; downtime; 5 remove; watch; reload; gracefully; fall back',
    'каждые 30 дней; простоя; 5 удалить; замечать смену; перечитывать; плавно; возвращаться к прежнему',
  ),
  backup: facts(
    'pg_dump; pg_basebackup; WAL; mysqldump; XtraBackup; mongodump; quiesce; replica set',
    'snapshot; application-consistent; continuous replication; resume; binary log',
    'снимок; согласованный с приложением; непрерывная репликация; продолжить; двоичного журнала',
  ),
  'disaster-recovery': facts(
    'RPO; RTO; 9–40; 1–5; 1–10; 2–15; 5–10; active/standby',
    '< 1 min; < 5 min; < 1 h; < 24 h; < 1 week; detect; promote; scale up; DNS; verify; tell',
    '< 1 мин; < 5 мин; < 1 ч; < 24 ч; < недели; заметить; повысить; развернуть; DNS; проверить; сообщить',
  ),
  'security-pipeline': facts(
    'RBAC; 1.25; Pod Security admission; NetworkPolicy',
    'base image; dependencies; code; behaviour; network; access; licences; system calls',
    'базовый образ; зависимости; код; поведение; сеть; доступ; лицензии; системные вызовы',
  ),
  'scanning-tools': facts(
    'Trivy; Aqua Security; Grype; Anchore; Clair; CoreOS; Red Hat; Quay; Snyk; Twistlock; Prisma Cloud; Cortex Cloud; Aqua Security Platform; Sysdig Secure; Qualys Container Security; freemium',
    'commercial',
    'коммерческое',
  ),
  'readiness-checklist': facts(
    '24',
    'structured logging; metrics collected; distributed tracing; alerting rules; dashboards; runbooks; resource limits; load test; performance baseline; horizontal scaling; caching; database optimised; images scanned; secrets properly managed; network policies; access controls; security monitoring; compliance; health checks; graceful shutdown; backup strategy; disaster recovery; circuit breakers; chaos engineering',
    'структурированные логи; метрики собираются; распределённая трассировка; правила алертов; дашборды; runbook; лимиты ресурсов; нагрузочный тест; исходный уровень; горизонтальное масштабирование; кэширования; база оптимизирована; образы проверены; секреты хранятся; сетевые политики; доступ разграничен; мониторинг безопасности; требования регуляторов; проверки здоровья; корректное завершение; резервные копии; аварийное восстановление; circuit breaker; хаос-инженерия',
  ),
  'production-wisdom': facts(
    'p99',
    'users; business; bottleneck; foundation; fails; wrote down',
    'люди; бизнес; узкое место; фундамент; откажет; записал',
  ),
};
