import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, objectMarks, variableMarks } from '../../core/readiness/marks.js';

const addresses =
  /^(?:.*_)?(?:REDIS|VALKEY|MEMCACHED?|DRAGONFLY)_(?:URL|URI|HOST|ADDR|ADDRESS|SERVERS?|ENDPOINT)$|^CACHE_(?:URL|DRIVER|STORE|HOST)$|^SPRING_(?:DATA_)?REDIS_/;

const item: ReadinessItem = {
  id: 'caches',
  pillar: 'performance',
  number: 5,
  title: { en: 'Caching', ru: 'Кеширование' },
  topic: 'io-patterns',
  findings: [],
  stakes: 'users',
  next: {
    en: 'Find what is read far more often than it changes, and cache it with a time to live and a size',
    ru: 'Найдите то, что читают гораздо чаще, чем меняют, и кешируйте — со сроком жизни и пределом размера',
  },
  // In the process, by HTTP headers, in a content delivery network: most caches are seen in no manifest.
  absent: 'unseen',
  *evidence(survey) {
    yield* variableMarks(survey, (name) => addresses.test(name), 'proof');
    yield* objectMarks(
      survey,
      ['redis.redis.opstreelabs.in/*', 'databases.spotahome.com/RedisFailover', 'dragonflydb.io/Dragonfly'],
      'part',
    );
    yield* imageMarks(
      survey,
      /(?:^|\/)(?:redis|valkey|memcached|dragonfly|keydb|varnish|redis-stack(?:-server)?)$/,
      'part',
    );
  },
};

export default item;
