import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, missingIfAllRead } from '../../core/readiness/marks.js';
import { checksOf } from '../../core/readiness/workload-rows.js';

const item: ReadinessItem = {
  id: 'health-checks',
  pillar: 'reliability',
  number: 1,
  title: { en: 'Health checks', ru: 'Проверки здоровья' },
  topic: 'health-checks',
  findings: ['health-checks'],
  stakes: 'users',
  next: {
    en: 'Give every container that serves requests a check that asks what users ask',
    ru: 'Задайте каждому контейнеру, который отвечает на запросы, проверку — о том же, о чём спрашивают пользователи',
  },
  absent: (survey) => missingIfAllRead(survey, (seen) => checksOf(survey, seen) !== undefined),
  *evidence(survey) {
    for (const seen of survey.containers) {
      const { role, job, name, anchor, ports } = seen.it;
      if (role !== 'main' || job) continue;
      const checks = checksOf(survey, seen);
      if (checks === undefined) continue;
      if (checks.length > 0) yield markAt(seen, anchor, 'proof', texts.checked, { name, list: checks });
      else if (ports.state === 'set' && ports.value.length > 0) yield markAt(seen, anchor, 'gap', texts.none, { name });
    }
  },
};

const texts = {
  checked: { en: '"{name}" is checked: {list}', ru: '«{name}» проверяется: {list}' },
  none: { en: '"{name}" has ports and no health check', ru: 'У «{name}» есть порты и нет проверки здоровья' },
};

export default item;
