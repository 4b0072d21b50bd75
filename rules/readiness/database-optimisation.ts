import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, objectMarks, variableMarks, wordMarks } from '../../core/readiness/marks.js';
import { roleOf } from '../../core/readiness/survey.js';

const pools =
  /HIKARI_MAX|^PGBOUNCER_|(?:^|_)POOL_?(?:SIZE|MAX)|(?:^|_)MAX_?POOL(?:_SIZE)?$|(?:^|_)MAX_OPEN_CONN|(?:^|_)CONNECTION_LIMIT$/;
const tuned =
  /^(?:--)?(?:shared_buffers|work_mem|effective_cache_size|max_connections|innodb[-_]buffer[-_]pool[-_]size|max[-_]connections|wiredTigerCacheSizeGB)(?:=|$)/;

const item: ReadinessItem = {
  id: 'database-optimisation',
  pillar: 'performance',
  number: 6,
  title: { en: 'Database optimisation', ru: 'Оптимизация базы данных' },
  topic: 'connection-pooling',
  findings: ['connection-pooling'],
  stakes: 'users',
  next: {
    en: 'Bound the connections with a pool, give the database memory for its cache, and watch its slow queries',
    ru: 'Ограничьте соединения пулом, дайте базе память под кеш и следите за медленными запросами',
  },
  // Without a database here, nothing of it is to be seen.
  absent: ({ stores }) => (stores.some(({ it }) => roleOf(it) === 'database') ? 'missing' : 'unseen'),
  *evidence(survey) {
    yield* variableMarks(survey, (name) => pools.test(name), 'proof');
    yield* imageMarks(survey, /(?:^|\/)(?:pgbouncer|pgpool(?:-ii)?|pgcat|odyssey|proxysql|maxscale)$/, 'proof');
    yield* objectMarks(survey, ['postgresql.cnpg.io/Pooler'], 'proof');
    yield* wordMarks(survey, tuned, 'part');
    yield* imageMarks(survey, /(?:postgres|mysqld|mongodb)[-_]exporter$/, 'part');
  },
};

export default item;
