import { scalersOf } from '../../core/index/link.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, missingIfAllRead } from '../../core/readiness/marks.js';
import { isOnKubernetes } from '../../core/readiness/survey.js';
import { placeOf } from '../../core/value.js';

/** Kinds whose copies are alike, so that there may be more of them. */
const scalable = ['Deployment', 'Rollout', 'ReplicaSet', 'DeploymentConfig', 'CloneSet', 'service'];

const item: ReadinessItem = {
  id: 'horizontal-scaling',
  pillar: 'performance',
  number: 4,
  title: { en: 'Horizontal scaling', ru: 'Горизонтальное масштабирование' },
  topic: 'cpu-patterns',
  findings: [],
  stakes: 'users',
  next: {
    en: 'Run at least two copies of what users wait for, and let an autoscaler add more',
    ru: 'Держите хотя бы две копии того, чего ждут пользователи, и пусть автомасштабирование добавляет новые',
  },
  absent: (survey) => missingIfAllRead(survey, ({ it }) => it.workload?.replicas.state !== 'opaque'),
  *evidence(survey) {
    const own = new Set(survey.applications.map(({ it }) => it.workload));
    // Beside manifests, Compose files are for the machine one develops on.
    const skipsCompose = isOnKubernetes(survey);
    for (const seen of survey.workloads) {
      const { name, kind, replicas, anchor, job } = seen.it;
      if (job || !scalable.includes(kind) || !own.has(seen.it)) continue;
      if (skipsCompose && seen.it.format === 'compose') continue;
      const isScaled = scalersOf(survey.index, seen.it).some(({ fact }) => fact.kind !== 'VerticalPodAutoscaler');
      if (isScaled) yield markAt(seen, anchor, 'proof', texts.scaled, { name });
      else if (replicas.state !== 'set') continue;
      else if (replicas.value > 1)
        yield markAt(seen, placeOf(replicas), 'part', texts.copies, { name, count: replicas.value });
      else if (replicas.value === 1) yield markAt(seen, anchor, 'gap', texts.one, { name });
    }
  },
};

const texts = {
  scaled: { en: '"{name}" is scaled automatically', ru: '«{name}» масштабируется автоматически' },
  copies: {
    en: '"{name}" runs in a fixed number of copies: {count}',
    ru: '«{name}» работает в постоянном числе копий: {count}',
  },
  one: { en: '"{name}" runs in one copy', ru: '«{name}» работает в одной копии' },
};

export default item;
