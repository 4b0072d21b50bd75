import { isSupplied } from '../../core/index/link.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, missingIfAllRead } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'resource-limits',
  pillar: 'performance',
  number: 1,
  title: { en: 'Resource limits', ru: 'Лимиты ресурсов' },
  topic: 'memory-limits',
  findings: ['memory-limits', 'cpu-limits', 'memory-layout'],
  stakes: 'users',
  next: {
    en: 'Give every container a memory limit, above what it was seen to use under load',
    ru: 'Задайте каждому контейнеру лимит памяти — выше того, что он занимает под нагрузкой',
  },
  absent: (survey) => missingIfAllRead(survey, ({ it }) => it.limits.memory.state !== 'opaque'),
  *evidence(survey) {
    for (const seen of survey.containers) {
      const { role, job, name, anchor, limits } = seen.it;
      if (role === 'init' || job) continue;
      if (limits.memory.state === 'set') yield markAt(seen, limits.memory.span, 'proof', texts.limit, { name });
      else if (isSupplied(survey.index, seen.it, 'memoryLimit'))
        yield markAt(seen, anchor, 'proof', texts.supplied, { name });
      else if (limits.memory.state === 'unset') yield markAt(seen, anchor, 'gap', texts.none, { name });
    }
  },
};

const texts = {
  limit: { en: '"{name}" has a memory limit', ru: 'У «{name}» есть лимит памяти' },
  supplied: { en: '"{name}" gets its limit from the namespace', ru: '«{name}» получает лимит от пространства имён' },
  none: { en: '"{name}" has no memory limit', ru: 'У «{name}» нет лимита памяти' },
};

export default item;
