/**
 * What a hover shows. The place is a piece of the file with a bar before the letter under the cursor. `en` and `ru` are
 * parts of what the numbers of the files say there, and both empty: nothing but the topic.
 */
export interface Place {
  readonly at: string;
  readonly topic: string | undefined;
  readonly en: readonly string[];
  readonly ru: readonly string[];
}

const place = (at: string, topic: string | undefined, en: string = '', ru: string = ''): Place => {
  const parts = (text: string): readonly string[] => (text === '' ? [] : text.split(' | '));
  return { at, topic, en: parts(en), ru: parts(ru) };
};

const heapInCompose = [
  '400 MiB ████████████████░░░░ 512 MiB | 78 % heap, 112 MiB for the rest | within the usual 60–80 %',
];
const apiHeap = [
  'api: `heap 400 MiB ████████████████░░░░ 512 MiB` | ../compose.yaml:6 | 69 % heap, 176 MiB for the rest | ../k8s/api.yaml:45',
  'api: `куча 400 МиБ ████████████████░░░░ 512 МиБ` | ../compose.yaml:6 | куча — 69 %, на остальное 176 МиБ | ../k8s/api.yaml:45',
] as const;
const apiCheck = [
  'First check 5 s after the start; failures in the first 60 s do not count | 96 s ──▶ unhealthy | 4 × (20 s + 4 s) | Kubernetes does not look at HEALTHCHECK (`../k8s/api.yaml:31`)',
  'Первая проверка через 5 с после старта; неудачи первых 60 с не в счёт | 96 с ──▶ unhealthy | 4 × (20 с + 4 с) | Kubernetes на HEALTHCHECK не смотрит (`../k8s/api.yaml:31`)',
] as const;
const apiStop = [
  'T+0 SIGTERM ── T+20 s done ── T+30 s SIGKILL | 10 s of slack | `../compose.yaml:10` | T+0 preStop ── T+5 s SIGTERM ── T+25 s done ── T+40 s SIGKILL | 15 s of slack | 20 s by `SHUTDOWN_TIMEOUT` (`../compose.yaml:13`)',
  'T+0 SIGTERM ── T+20 с готово ── T+30 с SIGKILL | остаётся 10 с запаса | `../compose.yaml:10` | T+0 preStop ── T+5 с SIGTERM ── T+25 с готово ── T+40 с SIGKILL | остаётся 15 с запаса',
] as const;
const dbCheck = [
  'First check 5 s after the start; failures in the first 30 s do not count | 48 s ──▶ unhealthy | 6 × (5 s + 3 s) | only after it is healthy: api',
  'Первая проверка через 5 с после старта; неудачи первых 30 с не в счёт | 48 с ──▶ unhealthy | 6 × (5 с + 3 с) | только когда он healthy: api',
] as const;
const swarm = [
  '▮▮▯▯ | 2 of 4 serve at the worst moment, 4 run at the fullest, rounds: 2 | Swarm only',
  '▮▮▯▯ | в худший момент работают 2 из 4, одновременно запущено до 4, шагов: 2 | Только в Swarm',
] as const;
const shares = [
  '29.6 % of the CPU while all want it: 4 × 1024 of 13824 shares | Ceiling: 0.5 CPU, which is 50 ms of each 100 ms',
  '29,6 % CPU, пока он нужен всем: долей 4 × 1024 из 13824 | Потолок: 0,5 CPU — 50 мс из каждых 100 мс',
] as const;
const rollout = [
  '▮▮▮▯▯ | 3 of 5 serve at the worst moment, 6 run at the fullest, rounds: 2 | At least 60 s by the delays written here | (2 × 30 s)',
  '▮▮▮▯▯ | в худший момент работают 3 из 5, одновременно запущено до 6, шагов: 2 | Не меньше 60 с | (2 × 30 с)',
] as const;
const podBudget = [
  'heap 400 MiB ██████████████░░░░░░ 576 MiB | 69 % heap, 176 MiB for the rest | Heap from `../api/Dockerfile:7`, `JAVA_TOOL_OPTIONS`',
  'куча 400 МиБ ██████████████░░░░░░ 576 МиБ | Куча: `../api/Dockerfile:7`, `JAVA_TOOL_OPTIONS`',
] as const;
const podRatio = [
  'request 512 MiB ██████████████████░░ 576 MiB limit | 1:1.125',
  'запрос 512 МиБ ██████████████████░░ 576 МиБ лимит | 1:1,125',
] as const;
const podCpu = [
  '███████████████░░░░░ | 75 % of what the pod is promised: 300m of 400m, beside proxy | Ceiling: 1.5 CPU, which is 150 ms of each 100 ms',
  '███████████████░░░░░ | 75 % обещанного поду: 300m из 400m, остальное — proxy | Потолок: 1,5 CPU — 150 мс из каждых 100 мс',
] as const;
const startup = ['start ── 2 min ──▶ restart | 24 × 5 s', 'старт ── 2 мин ──▶ перезапуск | 24 × 5 с'] as const;
const liveness = [
  'startup probe has succeeded, for which it has 2 min | 63 s ──▶ SIGTERM ── 40 s ──▶ SIGKILL | 4 × 15 s + 3 s',
  'отведено 2 мин | 63 с ──▶ SIGTERM ── 40 с ──▶ SIGKILL | 4 × 15 с + 3 с',
] as const;
const readiness = [
  '11 s ──▶ no traffic | 2 × 5 s + 1 s | nothing is restarted',
  '11 с ──▶ без трафика | 2 × 5 с + 1 с | перезапуска не будет',
] as const;
const dumped = [
  '`30 2 * * 1-5` leaves at most 3 days | RPO up to 3 days | tier 4 | Backup `orders-dump` from `orders.yaml:31`',
  '`30 2 * * 1-5`: между запусками проходит до 3 сут. | уровень 4 | Копия `orders-dump`: `orders.yaml:31`',
] as const;
const sixHours = [
  '`0 */6 * * *` leaves at most 6 h | tier 3',
  '`0 */6 * * *`: между запусками проходит до 6 ч | уровень 3',
] as const;
const secretOfPod = [
  'Secret db.password → variable DB_PASSWORD → process | Readable by whoever may get Secrets | a restart: the running process keeps | Secret from `orders.yaml:72`',
  'Secret db.password → переменная DB_PASSWORD → процесс | Прочтут: все, кому в пространстве имён можно читать Secret | перезапуск подов | Секрет: `orders.yaml:72`',
] as const;
const envFrom = [
  'Secret api-env → a variable for each key → process',
  'Secret api-env → по переменной на каждый ключ → процесс',
] as const;
const orders = [
  'service 20 × method 5 × status 10 = 1,000 | Assumed from the names | count(sum by (service, method, status) (…))',
  'service 20 × method 5 × status 10 = 1 000 | Оценка по именам',
] as const;
const users = [
  'user_id 100,000 × method 5 = 500,000 | Without `user_id`, which has no bound: 5',
  'user_id 100 000 × method 5 = 500 000 | Без `user_id`, у которой нет предела: 5',
] as const;

export const places: Readonly<Record<string, readonly Place[]>> = {
  '/shop/api/Dockerfile': [
    place('|FROM maven', 'base-images'),
    place('|maven:3.9', 'base-images'),
    place('AS |build', 'multi-stage'),
    place(
      '|FROM eclipse',
      'base-images',
      'Eclipse Temurin 21: supported until 2029-12-31, 1217 days left',
      'Eclipse Temurin 21: поддержка до 2029-12-31, осталось 1217 дн.',
    ),
    place('|eclipse-temurin:21-jre', 'jvm-tuning', 'Has a shell, `curl`, `wget`', 'Есть оболочка, `curl`, `wget`'),
    place('|LABEL', 'label-practice'),
    place('|ENV JAVA', 'secrets'),
    place('|JAVA_TOOL_OPTIONS', 'jvm-tuning', ...apiHeap),
    place('-XX:|+UseG1GC', 'jvm-tuning'),
    place('-X|mx400m', 'memory-layout', ...apiHeap),
    place('DB_|POOL_SIZE', 'connection-pooling'),
    place(
      'API_|TOKEN',
      'secrets',
      'this file → layer of the image → variable API_TOKEN → process | everyone who can pull the image | a build, a push and a rollout',
      'этот файл → слой образа → переменная API_TOKEN → процесс | все, кто может скачать образ | сборка, публикация',
    ),
    place('|COPY --from', undefined),
    place('--|from=build', 'multi-stage'),
    place('|VOLUME', 'volume-types'),
    place('/var/|log/app', 'logging-strategies'),
    place('|STOPSIGNAL', 'graceful-shutdown', ...apiStop),
    place('|USER 1000', 'security-pipeline'),
    place('|HEALTHCHECK', 'health-checks', ...apiCheck),
    place('--|start-period', 'health-checks', ...apiCheck),
    place('--|retries=4', 'health-checks', ...apiCheck),
    place('|ENTRYPOINT', 'graceful-shutdown', ...apiStop),
    place('-agentlib|:jdwp', 'profiling'),
  ],
  '/shop/web/Dockerfile': [
    place(
      'node:|16-bullseye',
      'node-tuning',
      'Node.js 16: support ended on 2023-09-11, 1086 days ago | Debian 11 (bullseye): support ended on 2026-08-31, 1 day ago | Dates as of',
      'Node.js 16: поддержка закончилась 2023-09-11, 1086 дн. назад | Debian 11 (bullseye): поддержка закончилась 2026-08-31 | Даты на',
    ),
    place(
      'NPM_|TOKEN',
      'secrets',
      'shell or .env of whoever starts it → ARG NPM_TOKEN → layer of the image | `docker history`',
      'окружение или .env того, кто запускает → ARG NPM_TOKEN → слой образа | `docker history`',
    ),
    place('--|omit=dev', 'multi-stage'),
    place(
      'nginx:1.|27-alpine',
      'base-images',
      'nginx 1.27: support ended | Has a shell, `curl`, `wget`',
      'nginx 1.27: поддержка закончилась | Есть оболочка, `curl`, `wget`',
    ),
    place('--from=|assets', 'multi-stage'),
    place(
      'gcr.io/|distroless',
      'node-tuning',
      'Debian 12 (bookworm): support ended on | long-term fixes until 2028-06-30 | No shell: checks and hooks need a program of the image itself',
      'Debian 12 (bookworm): поддержка закончилась | долгосрочные исправления до 2028-06-30 | Оболочки нет',
    ),
    place(
      '|NODE_OPTIONS',
      'node-tuning',
      'fits under a memory limit of 375 MiB and more (80 %)',
      'помещается под лимит памяти от 375 МиБ (80 %)',
    ),
    place(
      '--max-old-|space-size=300',
      'memory-layout',
      '`--max-old-space-size=300` fits under a memory limit of 375 MiB',
      'от 375 МиБ',
    ),
    place('--|inspect=', 'profiling'),
    place('|NODE_ENV', 'node-tuning'),
    place(
      '|CMD',
      'graceful-shutdown',
      'T+0 SIGTERM ── T+10 s SIGKILL | 10 s by default',
      'T+0 SIGTERM ── T+10 с SIGKILL | 10 с по умолчанию',
    ),
  ],
  '/shop/jobs/Dockerfile': [
    place(
      'python:|3.13',
      'python-tuning',
      'Python 3.13: supported until 2029-10-31 | Smaller: `python:3.13-slim`, `python:3.13-alpine` (musl)',
      'Python 3.13: поддержка до 2029-10-31 | Меньше: `python:3.13-slim`, `python:3.13-alpine` (musl)',
    ),
    place('PYTHON|UNBUFFERED', 'python-tuning'),
    place('MALLOC_|ARENA_MAX', 'python-tuning'),
    place('PYTHON|OPTIMIZE', 'python-tuning'),
    place('PYTHON|DONTWRITEBYTECODE', 'python-tuning'),
    place(
      '|CMD',
      'graceful-shutdown',
      'T+0 SIGTERM ── T+10 s SIGKILL ── T+25 s would be done | SIGKILL comes 15 s before it is done',
      'T+0 SIGTERM ── T+10 с SIGKILL ── T+25 с закончил бы | на 15 с раньше, чем он закончит',
    ),
    place('|gunicorn', 'python-tuning'),
    place(
      '--|workers',
      'memory-limits',
      '4 workers (`--workers`) share 512 MiB: 128 MiB for each',
      'Рабочих процессов 4 (`--workers`) на 512 МиБ: по 128 МиБ',
    ),
    place('--graceful|-timeout', 'graceful-shutdown', 'T+25 s would be done', 'T+25 с закончил бы'),
  ],
  '/shop/compose.yaml': [
    place(
      '    |mem_limit: 512m',
      'memory-limits',
      `${heapInCompose[0]} | Heap from \`api/Dockerfile:7\`, \`JAVA_TOOL_OPTIONS\` | 1:2, the conservative ratio`,
      'куча 400 МиБ ████████████████░░░░ 512 МиБ | Куча: `api/Dockerfile:7` | 1:2, осторожное соотношение',
    ),
    place('mem_limit: |512m', 'memory-limits', heapInCompose[0], 'в обычных пределах 60–80 %'),
    place(
      'mem_|reservation',
      'memory-limits',
      'request 256 MiB ██████████░░░░░░░░░░ 512 MiB limit',
      'запрос 256 МиБ ██████████░░░░░░░░░░ 512 МиБ лимит',
    ),
    place('|cpus: 0.5', 'cpu-limits', ...shares),
    place('|cpu_shares: 1024', 'cpu-limits', ...shares),
    place(
      '|stop_grace_period: 30s',
      'graceful-shutdown',
      'T+0 SIGTERM ── T+20 s done ── T+30 s SIGKILL | 10 s of slack | `compose.yaml:13`',
      'T+0 SIGTERM ── T+20 с готово ── T+30 с SIGKILL | остаётся 10 с запаса',
    ),
    place(
      'DB_|PASSWORD_FILE',
      'secrets',
      '/run/secrets/db_password → variable DB_PASSWORD_FILE → process | not by `docker inspect`',
      '/run/secrets/db_password → переменная DB_PASSWORD_FILE → процесс | `docker inspect` его не покажет',
    ),
    place('SHUTDOWN_|TIMEOUT', 'graceful-shutdown', 'T+20 s done', 'T+20 с готово'),
    place('LOG_|FORMAT', 'structured-logging'),
    place('OTEL_|EXPORTER', 'observability-pillars'),
    place('|secrets: [', 'secrets'),
    place(
      'secrets: [|db_password',
      'secrets',
      './secrets/db.txt → /run/secrets/db_password → process',
      './secrets/db.txt → /run/secrets/db_password → процесс',
    ),
    place('|depends_on', 'health-checks'),
    place('service_|healthy', 'health-checks', ...dbCheck),
    place('com.example.|tier', 'label-practice'),
    place('|replicas: 4', 'disaster-recovery', ...swarm),
    place('|update_config', 'health-checks', ...swarm),
    place('|parallelism', 'health-checks', ...swarm),
    place('|logging:', 'logging-strategies'),
    place('|driver: json', 'log-pipeline'),
    place('driver: |json-file', 'log-pipeline'),
    place('|max-size', 'logging-strategies'),
    place('|tag: "', 'structured-logging'),
    place(
      '|cpu_shares: 512',
      'cpu-limits',
      '3.7 % of the CPU while all want it: 512 of 13824 shares | Ceiling: 2 CPU, which is 200 ms of each 100 ms',
      '3,7 % CPU, пока он нужен всем: долей 512 из 13824 | Потолок: 2 CPU — 200 мс',
    ),
    place('network_|mode', 'network-modes'),
    place(
      'limits: { |memory',
      'memory-limits',
      '4 workers (`--workers`) share 512 MiB | request 448 MiB | 1:1.14, between aggressive',
      'Рабочих процессов 4 | запрос 448 МиБ | 1:1,14, между плотным',
    ),
    place('|cpus: "2"', 'cpu-limits', '200 ms of each 100 ms', '200 мс из каждых 100 мс'),
    place('reservations: { |memory', 'memory-limits', '1:1.14', '1:1,14'),
    place('|tmpfs:', 'volume-types'),
    place('/scratch|:size', 'io-patterns'),
    place(
      'postgres:|17\n',
      'backup',
      `PostgreSQL 17: supported until 2029-11-08 | ${sixHours[0]} | Backup \`db-backup\` from \`compose.yaml:60\``,
      `PostgreSQL 17: поддержка до 2029-11-08 | ${sixHours[1]}`,
    ),
    place(
      'shared_|buffers=256MB',
      'memory-layout',
      'shared buffers 256 MiB █████░░░░░░░░░░░░░░░ 1 GiB | 25 % shared buffers | within the usual 15–40 %',
      'общие буферы 256 МиБ █████░░░░░░░░░░░░░░░ 1 ГиБ | в обычных пределах 15–40 %',
    ),
    place('max_|connections', 'connection-pooling'),
    place(
      'mem_limit: |1g',
      'memory-limits',
      'Shared buffers from `compose.yaml:44`, `shared_buffers=256MB`',
      'Общие буферы: `compose.yaml:44`',
    ),
    place(
      'stop_grace_period: |2m',
      'graceful-shutdown',
      'T+0 SIGINT ── T+2 min SIGKILL',
      'T+0 SIGINT ── T+2 мин SIGKILL',
    ),
    place(
      'POSTGRES_|PASSWORD',
      'secrets',
      'this file → variable POSTGRES_PASSWORD → process | everyone with the repository',
      'этот файл → переменная POSTGRES_PASSWORD → процесс | все, у кого есть репозиторий',
    ),
    place('    |healthcheck:', 'health-checks', ...dbCheck),
    place('|start_period', 'health-checks', ...dbCheck),
    place('retries: |6', 'health-checks', ...dbCheck),
    place('db-data|:/var', 'backup', ...sixHours),
    place('prodrigestivill/|postgres', 'backup', ...sixHours),
    place('|SCHEDULE', 'disaster-recovery', ...sixHours),
    place('redis:|7.4', 'base-images', 'Redis 7.4: supported until', 'Redis 7.4: поддержка до'),
    place(
      '--|maxmemory',
      'memory-layout',
      'data 96 MiB ███████████████░░░░░ 128 MiB | 75 % data, 32 MiB for the rest | within the usual 50–75 %',
      'данные 96 МиБ ███████████████░░░░░ 128 МиБ | на остальное 32 МиБ',
    ),
    place(
      'stop_|signal',
      'graceful-shutdown',
      '`T+0 SIGKILL` · the stop signal ends it at once',
      '`T+0 SIGKILL` · сигнал остановки завершает процесс сразу',
    ),
    place('docker.elastic.co/|logstash', 'log-pipeline'),
    place(
      'mem_limit: |2g',
      'memory-limits',
      '92 % heap, 148 MiB for the rest: above the usual 60–80 %',
      'куча — 92 %, на остальное 148 МиБ: больше обычных 60–80 %',
    ),
    place('LS_JAVA_|OPTS', 'jvm-tuning', '92 % heap', 'куча — 92 %'),
    place('|networks: [', 'network-modes'),
    place(
      'prom/|node-exporter',
      'container-monitoring',
      'Has a shell, `wget`; no `curl`',
      'Есть оболочка, `wget`; нет `curl`',
    ),
    place('/var/log|:/host', 'container-monitoring'),
    place('grafana/|tempo', 'observability-pillars'),
    place(
      'prom/|prometheus:v3.5.0',
      'prometheus-architecture',
      'Prometheus 3.5: support ended on 2026-07-31, 32 days ago',
      'Prometheus 3.5: поддержка закончилась 2026-07-31, 32 дн. назад',
    ),
    place('--storage.|tsdb', 'prometheus-architecture'),
    place('aquasec/|trivy', 'scanning-tools'),
    place('grafana/|promtail', 'logging-strategies'),
    place('\n|volumes:\n', 'backup'),
    place('driver: |overlay', 'network-modes'),
    place('|file: ./secrets', 'secrets'),
    place('|services:', undefined),
  ],
  '/shop/k8s/api.yaml': [
    place('|replicas: 5', 'disaster-recovery', ...rollout),
    place('|minReadySeconds', 'health-checks', ...rollout),
    place('|strategy:', 'health-checks', ...rollout),
    place('|maxSurge', 'health-checks', ...rollout),
    place('maxUnavailable: |40%', 'health-checks', ...rollout),
    place(
      'git-|sha',
      'label-practice',
      '`git-sha` has one value here and another one after the next change | build_info',
      'У `git-sha` здесь одно значение, после следующей правки — другое | build_info',
    ),
    place('prometheus.io/|scrape', 'service-discovery'),
    place(
      '|terminationGracePeriodSeconds',
      'graceful-shutdown',
      'api: `T+0 preStop ── T+5 s SIGTERM ── T+25 s done ── T+40 s SIGKILL` · 15 s of slack | proxy: `T+0 SIGTERM ── T+40 s SIGKILL`',
      'api: `T+0 preStop ── T+5 с SIGTERM ── T+25 с готово ── T+40 с SIGKILL` · до SIGKILL остаётся 15 с запаса',
    ),
    place('topology|SpreadConstraints', 'disaster-recovery'),
    place('|securityContext', 'security-pipeline'),
    place('|secretName', 'secrets'),
    place('medium: |Memory', 'io-patterns'),
    place('registry.example.com|/shop/api', 'base-images'),
    place('|env:', 'secrets'),
    place('DB_|PASSWORD', 'secrets', ...secretOfPod),
    place('|secretKeyRef', 'secret-rotation', ...secretOfPod),
    place('SHUTDOWN_|TIMEOUT', 'graceful-shutdown', 'T+25 s done', 'T+25 с готово'),
    place('|envFrom', 'secret-rotation', ...envFrom),
    place('|secretRef', 'secret-rotation', ...envFrom),
    place('|requests: { cpu: 300m', 'memory-limits', `${podRatio[0]} | ${podCpu[0]}`, `${podRatio[1]} | ${podCpu[1]}`),
    place('cpu: |300m', 'cpu-limits', ...podCpu),
    place('memory: |512Mi', 'memory-limits', ...podRatio),
    place('cpu: |1500m', 'cpu-limits', ...podCpu),
    place('memory: |576Mi', 'memory-limits', `${podBudget[0]} | ${podRatio[0]}`, `${podBudget[1]} | ${podRatio[1]}`),
    place('|startupProbe', 'health-checks', ...startup),
    place('failureThreshold: |24', 'health-checks', ...startup),
    place('|livenessProbe', 'health-checks', ...liveness),
    place('periodSeconds: |15', 'health-checks', ...liveness),
    place('|readinessProbe', 'health-checks', ...readiness),
    place('initialDelaySeconds: |20', 'health-checks', ...readiness),
    place('|lifecycle', 'graceful-shutdown', 'T+5 s SIGTERM', 'T+5 с SIGTERM'),
    place('seconds: |5 }', 'graceful-shutdown', '15 s of slack', 'остаётся 15 с запаса'),
    place(
      'mountPath: |/etc/tls',
      'secrets',
      'Secret tls → /etc/tls → process | no restart: the file changes within about a minute',
      'Secret tls → /etc/tls → процесс | без перезапуска: файл обновится примерно за минуту',
    ),
    place(
      'subPath: |ca.pem',
      'secrets',
      'Secret tls → /etc/ca.pem → process | a subPath mount is never updated',
      'Secret tls → /etc/ca.pem → процесс | смонтированное через subPath не обновляется',
    ),
    place('envoyproxy/|envoy', 'base-images', 'Envoy 1.35: support ended', 'Envoy 1.35: поддержка закончилась'),
    place(
      'cpu: |100m',
      'cpu-limits',
      '25 % of what the pod is promised: 100m of 400m, beside api | No ceiling',
      '25 % обещанного поду: 100m из 400m, остальное — api | Потолка нет',
    ),
  ],
  '/shop/k8s/orders.yaml': [
    place(
      'replicas: |3',
      'disaster-recovery',
      `▮▮▯ | one after the other: 2 of 3 serve meanwhile, steps: 3 | ${dumped[0]} | 3 copies outlive a machine`,
      `▮▮▯ | работают 2 из 3, шагов: 3 | ${dumped[1]} | Копий 3`,
    ),
    place('|updateStrategy: { type', 'health-checks', '2 of 3 serve meanwhile', 'работают 2 из 3'),
    place(
      'postgres:|13\n          args',
      'backup',
      `PostgreSQL 13: support ended on 2025-11-13, 292 days ago | ${dumped[0]}`,
      `PostgreSQL 13: поддержка закончилась 2025-11-13, 292 дн. назад | ${dumped[1]}`,
    ),
    place(
      'shared_|buffers=1GB',
      'memory-layout',
      '50 % shared buffers, 1 GiB for the rest: above the usual 15–40 %',
      'больше обычных 15–40 %',
    ),
    place(
      'memory: |2Gi',
      'memory-limits',
      'shared buffers 1 GiB ██████████░░░░░░░░░░ 2 GiB',
      'общие буферы 1 ГиБ ██████████░░░░░░░░░░ 2 ГиБ',
    ),
    place('mountPath: |/var/lib', 'backup', ...dumped),
    place('|volumeClaimTemplates', 'backup', ...dumped),
    place('|storageClassName', 'io-patterns'),
    place(
      'schedule: "|30',
      'disaster-recovery',
      '`30 2 * * 1-5` leaves at most 3 days | tier 4',
      'до 3 сут. | уровень 4',
    ),
    place('pg_|dump', 'backup', 'RPO up to 3 days', 'RPO — до 3 сут.'),
    place('--|host=orders', undefined),
    place(
      'maxUnavailable: |2',
      'health-checks',
      'Rollout node by node, 2 at a time without a copy',
      'Обновление по узлам, одновременно без копии: 2',
    ),
    place('|hostNetwork', 'network-modes'),
    place('fluent/|fluent-bit', 'logging-strategies', 'No shell', 'Оболочки нет'),
    place(
      'replicas: |1',
      'disaster-recovery',
      '`▯` · rollout: every old copy ends before the first new one starts | moves it after about 6 min | an RTO < 5 min (tier 1) is out of reach',
      '`▯` · обновление: сначала завершатся все старые копии | минут через 6 | RTO < 5 мин (уровень 1) недостижимо',
    ),
    place('type: |Recreate', 'health-checks', 'every old copy ends before', 'сначала завершатся все старые копии'),
    place('kind: |Secret', 'secrets'),
    place('|stringData', 'secrets'),
    place('|refreshInterval', 'secret-rotation'),
    place('|maxReplicas', 'cpu-patterns'),
    place('kind: |NetworkPolicy', 'security-pipeline'),
    place(
      '"@|weekly"',
      'disaster-recovery',
      '`@weekly` leaves at most 7 days | tier 4',
      '`@weekly`: между запусками проходит до 7 сут. | уровень 4',
    ),
  ],
  '/shop/monitoring/prometheus.yml': [
    place('|global', 'prometheus-architecture'),
    place('|scrape_interval', 'prometheus-architecture'),
    place('|external_labels', 'label-practice'),
    place('|alerting', 'prometheus-architecture'),
    place('|static_configs', 'service-discovery'),
    place('api:|8080', 'service-discovery'),
    place(
      'target_label: |user_id',
      'label-practice',
      '`user_id` has no bound: about 100,000 values',
      'У `user_id` нет предела: значений около 100 000',
    ),
    place('|kubernetes_sd_configs', 'service-discovery'),
    place(
      'target_label: |namespace',
      'label-practice',
      '`namespace` multiplies the series by about 20',
      '`namespace` умножает число рядов примерно на 20',
    ),
    place('|consul_sd_configs', 'service-discovery'),
  ],
  '/shop/monitoring/rules.yml': [
    place('|record: job', 'prometheus-architecture'),
    place('(|service, method', 'label-practice', ...orders),
    place('method, |status', 'label-practice', ...orders),
    place('|http_requests_total[5m]))\n      - record', 'metric-types'),
    place('(|user_id', 'label-practice', ...users),
    place('|histogram_quantile', 'metric-types'),
    place('(|le, endpoint', 'metric-types', 'le 10 × endpoint 50 = 500', 'le 10 × endpoint 50 = 500'),
    place('|severity', 'label-practice'),
    place(
      '|current',
      'label-practice',
      'The value changes at each evaluation',
      'Значение меняется при каждом вычислении',
    ),
    place('runbook_|url', 'production-wisdom'),
    place('container_cpu_|cfs', 'cpu-patterns'),
    place('container_|memory_working', 'container-metrics'),
    place('container_|oom', 'memory-limits'),
  ],
  '/shop/monitoring/promtail.yml': [
    place('|pipeline_stages', 'structured-logging'),
    place(
      'request_|id',
      'label-practice',
      '`request_id` has no bound: about 1 million values, each of them a log stream',
      'У `request_id` нет предела: значений около 1 млн, и под каждое — отдельный поток логов',
    ),
  ],
  '/shop/.seaworthy.yaml': [place('|extends', 'readiness-checklist')],
};
