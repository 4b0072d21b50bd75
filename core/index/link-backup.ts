import { backupFamily, backupKinds, backupPrograms } from '../data/backup-tools.js';
import { type Backup, type Database, speaksOfBackups } from '../model/backup.js';
import type { Container } from '../model/container.js';
import { longestGap } from '../model/cron.js';
import type { DocumentPlace } from '../model/document.js';
import { factsOf } from '../model/image-facts.js';
import type { Workload } from '../model/workload.js';
import { known, type Value } from '../value.js';
import type { Index } from './index.js';
import { sameUnit } from './link-unit.js';

/** What anything in the workspace backs up. */
function backups(index: Index): ReadonlySet<Backup> {
  const found = new Set<Backup>();
  for (const { fact } of index.entries('workload')) for (const each of fact.backups) found.add(each);
  const isMade = index
    .entries('object')
    .some(
      ({ fact: { group, kind, name } }) =>
        backupKinds.has(`${group}/${kind}`) || speaksOfBackups(kind) || speaksOfBackups(name),
    );
  return isMade ? found.add('all') : found;
}

/**
 * True when something in the workspace backs up databases like this one: where it stands does not matter, for backups
 * are often kept apart from what they save.
 */
export function isBackedUp(index: Index, { family }: Pick<Database, 'family'>): boolean {
  return index.derive(backsUpAll) || (family !== undefined && index.ask(backsUp, family));
}

const backsUpAll = (index: Index) => index.derive(backups).has('all');

const backsUp = (index: Index, what: Backup) => index.derive(backups).has(what);

/** Something in the workspace that backs up data by a schedule. */
export interface BackupJob {
  readonly name: string;
  /** As written. */
  readonly schedule: string;
  /** The longest time between two runs, in seconds; undefined when the schedule cannot be read. */
  readonly gap: number | undefined;
  /** Whose data it reads. */
  readonly reads: readonly Backup[];
  readonly place: DocumentPlace;
}

const scheduleVariables =
  /^(?:(?:BACKUP|DUMP)_(?:SCHEDULE|CRON(?:_EXPRESSION)?|INTERVAL)|SCHEDULE|CRON_SCHEDULE|CRON)$/;

/** Objects that have a schedule of their own, by kind, with their group and the path of the schedule. */
const scheduled: Readonly<Record<string, readonly [group: string, reads: Backup]>> = {
  // https://velero.io/docs/main/api-types/schedule/
  Schedule: ['velero.io', 'all'],
  // https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups
  ScheduledBackup: ['postgresql.cnpg.io', 'postgres'],
};

/** Everything in the workspace that backs up by a schedule. */
export function backupJobs(index: Index): readonly BackupJob[] {
  return index.derive(allBackups);
}

/** The jobs that back up a container of the file at `path`. */
export function backupsOf(index: Index, container: Container, path: string): readonly BackupJob[] {
  const family = container.image.state === 'set' ? factsOf(container.image.value)?.family : undefined;
  const own = backupFamily(family);
  return backupJobs(index).filter(
    ({ reads, place }) =>
      reads.some((each) => each === 'all' || each === own) && sameUnit(index, path, place.document.path),
  );
}

function allBackups(index: Index): readonly BackupJob[] {
  const ofWorkloads = index.entries('workload').flatMap(({ fact, document }): readonly BackupJob[] => {
    const { backups: reads, name } = fact;
    const schedule = reads.length === 0 ? undefined : scheduleOf(fact.workload);
    if (schedule?.state !== 'set') return [];
    const place = { document, span: schedule.span };
    return [{ name, ...told(schedule.value), reads, place }];
  });
  const ofObjects = index.entries('object').flatMap(({ fact, document }): readonly BackupJob[] => {
    const kind = Object.hasOwn(scheduled, fact.kind) ? scheduled[fact.kind] : undefined;
    if (kind === undefined || kind[0] !== fact.group) return [];
    const object = document.object.find(({ name, kind: own }) => own === fact.kind && name === fact.name);
    const schedule = object?.cursor.at('spec', 'schedule').text();
    if (schedule?.state !== 'set') return [];
    return [{ name: fact.name, ...told(schedule.value), reads: [kind[1]], place: { document, span: schedule.span } }];
  });
  return [...ofWorkloads, ...ofObjects];
}

function told(schedule: string): Pick<BackupJob, 'schedule' | 'gap'> {
  return { schedule, gap: longestGap(schedule) };
}

function scheduleOf({ kind, cursor, containers }: Workload): Value<string> | undefined {
  if (kind === 'CronJob') return cursor.at('spec', 'schedule').text();
  return containers
    .flatMap(({ variables }) => variables)
    .find(({ name, value }) => {
      return scheduleVariables.test(name) && known(value) !== undefined;
    })?.value;
}

/** Whether a word of a command is a program that backs up. */
export function isBackupTool(word: string): boolean {
  const program = word.slice(word.lastIndexOf('/') + 1);
  return Object.values(backupPrograms).some((programs) => programs.includes(program));
}
