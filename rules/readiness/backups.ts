import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, markAt, objectMarks, stepMarks, wordMarks } from '../../core/readiness/marks.js';
import { backupTools } from '../../core/readiness/recovery.js';
import { roleOf } from '../../core/readiness/survey.js';

const schedules = [
  'velero.io/Schedule',
  'postgresql.cnpg.io/ScheduledBackup',
  'k8up.io/Schedule',
  'stash.appscode.com/BackupConfiguration',
  'core.kubestash.com/BackupConfiguration',
  'longhorn.io/RecurringJob',
  'gemini.fairwinds.com/SnapshotGroup',
  'pxc.percona.com/PerconaXtraDBClusterBackup',
  'volsync.backube/ReplicationSource',
];
const once = [
  'velero.io/Backup',
  'snapshot.storage.k8s.io/VolumeSnapshot',
  'postgresql.cnpg.io/Backup',
  'k8up.io/Backup',
];

const item: ReadinessItem = {
  id: 'backups',
  pillar: 'reliability',
  number: 3,
  title: { en: 'Backups', ru: 'Резервные копии' },
  topic: 'backup',
  findings: ['backup', 'volume-types'],
  stakes: 'data',
  next: {
    en: 'Schedule a backup of every store to another place, and alert when one is missed',
    ru: 'Настройте копирование каждого хранилища по расписанию в другое место и алерт на пропуск',
  },
  // What keeps nothing loses nothing.
  absent: ({ stores, objects }) =>
    stores.some(({ it }) => roleOf(it) !== 'cache') || objects.some(({ it }) => it.kind === 'PersistentVolumeClaim')
      ? 'missing'
      : 'unseen',
  *evidence(survey) {
    yield* objectMarks(survey, schedules, 'proof');
    yield* objectMarks(survey, once, 'part');
    for (const seen of survey.objects) {
      // What an operator is told to back up: CloudNativePG, Crunchy, Zalando.
      const backup = seen.it.cursor.at('spec', 'backup');
      if (/^(?:Cluster|PostgresCluster)$/.test(seen.it.kind) && backup.kind === 'map') {
        yield markAt(seen, backup.key ?? backup.span, 'part', texts.operator, { name: seen.it.name });
      }
    }
    const jobs = { ...survey, containers: survey.containers.filter(({ it }) => it.workload?.kind === 'CronJob') };
    const rest = { ...survey, containers: survey.containers.filter(({ it }) => it.workload?.kind !== 'CronJob') };
    yield* wordMarks(jobs, backupTools, 'proof');
    yield* wordMarks(rest, backupTools, 'part');
    yield* imageMarks(
      survey,
      /-backup(?:-[a-z0-9]{1,20}){0,3}$|(?:^|\/)(?:pgbackrest|wal-g|restic|autorestic)$/,
      'proof',
    );
    yield* stepMarks(survey, ({ name, isScheduled }) => isScheduled && backupTools.test(name), 'proof');
  },
};

const texts = {
  operator: { en: '"{name}" says where its backups go', ru: '«{name}» задаёт, куда писать копии' },
};

export default item;
