import type { Index } from '../../core/index/index.js';
import { isBackedUp, servicesOf } from '../../core/index/link.js';
import { type Database, databaseOf } from '../../core/model/backup.js';
import { addBackupJob } from '../../core/model/backup-job.js';
import { addBackupService } from '../../core/model/backup-service.js';
import { isForDevelopment } from '../../core/model/development.js';
import type { Document } from '../../core/model/document.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'backup-missing',
  on: 'document',
  kinds: ['compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'backup',
  pillar: 'reliability',
  preset: 'recommended',
  // Backups may be made from outside, and these files do not show that.
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'Databases are backed up', ru: 'У баз данных есть резервные копии' },
    why: {
      en: 'A volume survives its container, not a dropped table, a failed disk, a deleted claim or "down -v"; without a second copy elsewhere the data is gone for good.',
      ru: 'Том переживает контейнер, но не удалённую таблицу, не отказ диска, не удаление claim и не down -v; без второй копии в другом месте данные пропадают насовсем.',
    },
    service: {
      en: 'Nothing in this workspace backs up the data of "{name}"',
      ru: 'Ничто в этой рабочей области не делает резервных копий данных «{name}»',
    },
    several: {
      en: 'Nothing in this workspace backs up the data of these databases: {names}',
      ru: 'Ничто в этой рабочей области не делает резервных копий данных этих баз: {names}',
    },
    fix: { en: 'Add a daily dump', ru: 'Добавить ежедневный дамп' },
  },
  *check(document, { index }) {
    if (document.partial !== undefined || isOutsideProduction(document.path)) return;
    const bare = document.container.flatMap((container): readonly Database[] => {
      const database = databaseOf(container);
      return database && !isExternal(document, database) && !isBackedUp(index, database) ? [database] : [];
    });
    if (document.format === 'kubernetes') {
      // Several containers of a pod are one workload with one finding.
      const workloads = new Map(bare.map((database) => [database.container.workload, database]));
      for (const [workload, database] of workloads) {
        if (workload === undefined) continue;
        const fix = () => jobFor(index, document, database);
        yield { at: workload.anchor, say: 'service', with: { name: workload.name }, fix };
      }
      return;
    }
    // Over a database for work on the program nobody grieves.
    if (document.container.some((each) => !each.job && isForDevelopment(each))) return;
    for (const database of bare) {
      const { anchor: at, name } = database.container;
      const fix = () => addBackupService(document, database);
      yield { at, say: 'service', with: { name }, common: { at: document.anchor, say: 'several' }, fix };
    }
  },
});

/** A volume that was made elsewhere is looked after elsewhere. */
function isExternal({ root }: Document, { mount }: Database): boolean {
  const external = root?.at('volumes', mount.source ?? '', 'external').flag();
  return external !== undefined && external.state !== 'unset' && (external.state === 'opaque' || external.value);
}

/** A dump needs a name under which the database is reached. */
function jobFor(index: Index, document: Document, database: Database) {
  const { workload } = database.container;
  const service = workload && servicesOf(index, workload)[0];
  return service && addBackupJob(document, database, service.fact.name);
}
