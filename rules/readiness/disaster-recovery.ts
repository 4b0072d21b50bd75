import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, markFile, objectMarks, stepMarks, wordMarks } from '../../core/readiness/marks.js';
import { restoreTools } from '../../core/readiness/recovery.js';

const item: ReadinessItem = {
  id: 'disaster-recovery',
  pillar: 'reliability',
  number: 4,
  title: { en: 'Disaster recovery tested', ru: 'Аварийное восстановление проверено' },
  topic: 'disaster-recovery',
  findings: ['disaster-recovery'],
  stakes: 'data',
  next: {
    en: 'Restore a backup into an empty place, measure how long it took, and attest the date',
    ru: 'Восстановите копию на пустом месте, измерьте время и засвидетельствуйте дату',
  },
  absent: 'unseen',
  *evidence(survey) {
    // A rehearsal that a clock starts is one that happens.
    const jobs = { ...survey, containers: survey.containers.filter(({ it }) => it.workload?.kind === 'CronJob') };
    yield* wordMarks(jobs, restoreTools, 'proof');
    yield* stepMarks(survey, ({ isScheduled, name, words }) => isScheduled && isRestore(name, words), 'proof');
    for (const { path, text } of survey.files('recovery-plan')) {
      if (text.trim() !== '') yield markFile(path, 'part', texts.plan);
    }
    yield* objectMarks(survey, ['velero.io/Restore', 'policy/PodDisruptionBudget'], 'part');
    for (const seen of survey.workloads) {
      const spread = seen.it.spec.at('topologySpreadConstraints');
      const isZonal = spread.items().some((one) => one.at('topologyKey').scalar === 'topology.kubernetes.io/zone');
      if (isZonal) yield markAt(seen, spread.key ?? spread.span, 'part', texts.zones, { name: seen.it.name });
    }
  },
};

function isRestore(name: string, words: readonly string[]): boolean {
  return restoreTools.test(name) || (/^(?:velero|restic|pgbackrest|wal-g)$/.test(name) && words.includes('restore'));
}

const texts = {
  plan: {
    en: 'A recovery plan; it does not say when it was last tried',
    ru: 'План восстановления; когда его проверяли, он не говорит',
  },
  zones: { en: 'The copies of "{name}" are spread over zones', ru: 'Копии «{name}» разнесены по зонам' },
};

export default item;
