import { type Place, place } from './place.js';

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

export const clusterPlaces: Readonly<Record<string, readonly Place[]>> = {
  '/shop/k8s/api.yaml': [
    place('|replicas: 5', 'disaster-recovery', ...rollout),
    place('|minReadySeconds', 'health-checks', ...rollout),
    place('|strategy:', 'health-checks', ...rollout),
    place('|maxSurge', 'health-checks', ...rollout),
    place('maxUnavailable: |40%', 'health-checks', ...rollout),
    place(
      'git-|sha',
      'label-practice',
      '`git-sha` has one value here and another one after the next change | An annotation can hold it',
      'У `git-sha` здесь одно значение, после следующей правки — другое | Его может нести аннотация',
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
      '`user_id` has no bound: about 100,000 values (assumed)',
      'У `user_id` нет предела: значений около 100 000 (оценка)',
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
      'takes a new value with every evaluation',
      'У `current` новое значение с каждым вычислением',
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
      '`request_id` has no bound: about 1 million values (assumed), each of them a log stream',
      'У `request_id` нет предела: значений около 1 млн (оценка), и под каждое — отдельный поток логов',
    ),
  ],
  '/shop/.seaworthy.yaml': [place('|extends', 'readiness-checklist')],
};
