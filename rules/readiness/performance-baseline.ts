import { walk } from '../../core/promql/walk.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, objectMarks } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'performance-baseline',
  pillar: 'performance',
  number: 3,
  title: { en: 'Performance baseline', ru: 'Базовый уровень производительности' },
  topic: 'cpu-patterns',
  findings: [],
  stakes: 'sight',
  next: {
    en: 'Write down what is normal as objectives: latency at p95 and p99, error rate, use of memory and CPU',
    ru: 'Запишите, что считается нормой: задержки p95 и p99, доля ошибок, расход памяти и CPU',
  },
  absent: 'unseen',
  *evidence(survey) {
    yield* objectMarks(
      survey,
      ['sloth.slok.dev/PrometheusServiceLevel', 'pyrra.dev/ServiceLevelObjective', 'openslo/SLO'],
      'proof',
    );
    // A quantile that is recorded or alerted on has a number that somebody compares with.
    for (const seen of survey.queries) {
      const { query, owner } = seen.it;
      let isLatency = false;
      if (query.tree === undefined) continue;
      walk(query.tree, (expression) => {
        isLatency ||= expression.kind === 'call' && expression.name === 'histogram_quantile';
      });
      if (isLatency) yield markAt(seen, query.span, 'part', texts.quantile, { owner });
    }
  },
};

const texts = {
  quantile: { en: '"{owner}" watches a quantile', ru: '«{owner}» следит за квантилем' },
};

export default item;
