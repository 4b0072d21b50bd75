import { backupFamily, backupNames, backupPrograms, backupWords, schedulerLabels } from '../data/backup-tools.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Container, Mount } from './container.js';
import { directoriesOf, holds, runsServer } from './data-place.js';
import { factsOf } from './image-facts.js';
import { canonicalName } from './image-name.js';
import { wordsOf } from './secret-name.js';
import { startedLines } from './settings-text.js';
import type { Workload } from './workload.js';

/** What is backed up: databases of one family, or anything. */
export type Backup = keyof typeof backupPrograms;

/** What a text must hold to be worth a closer look: most have nothing of the kind. */
const mayName = new RegExp([...backupWords].join('|'), 'i');
const mayRun = new RegExp(Object.values(backupPrograms).flat().join('|'));

/** True when a name speaks of backups: `db-backup`, `prodrigestivill/postgres-backup-local`, `/srv/dumps`. */
export function speaksOfBackups(name: string): boolean {
  return mayName.test(name) && wordsOf(name).some((word) => backupWords.has(word));
}

/** What a name says is backed up: databases of the kinds it names, else anything; nothing unless it speaks of backups. */
function backupsNamed(name: string): readonly Backup[] {
  if (!speaksOfBackups(name)) return [];
  const families = wordsOf(name).flatMap((word) => backupNames.get(word) ?? []);
  return families.length > 0 ? families : ['all'];
}

/**
 * What a workload backs up, or says that somebody does, as far as programs tell, which say most, or else names, mounts,
 * labels and annotations.
 */
export function backupsBy(workload: Workload): readonly Backup[] {
  const programs = workload.containers.flatMap(backupsByPrograms);
  if (programs.length > 0) return programs;
  const names = [workload.name, ...annotationsOf(workload), ...workload.containers.flatMap(namesOf)];
  return names.flatMap(backupsNamed);
}

function namesOf({ name, image, mounts, labels }: Container): readonly string[] {
  const folders = (known(mounts) ?? []).flatMap(({ source, target }) => [source ?? '', target ?? '']);
  return [name, known(image)?.repository ?? '', ...folders, ...labels.map((label) => label.name)];
}

function backupsByPrograms({ entrypoint, command, labels }: Container): readonly Backup[] {
  const scheduled = labels.filter((label) => schedulerLabels.some((start) => label.name.startsWith(start)));
  const started = startedLines({ entrypoint, command }).flat();
  const words = [...started.map((word) => word.text), ...scheduled.flatMap(({ value }) => known(value) ?? '')];
  // A line for cron or a script that is written down on the spot is one word with the program in it.
  const programs = new Set(words.flatMap((word) => (mayRun.test(word) ? word.split(/[^\w.-]+/) : [])));
  if (programs.size === 0) return [];
  const backups: readonly Backup[] = ['postgres', 'mysql', 'mongo', 'all'];
  return backups.filter((each) => backupPrograms[each].some((program) => programs.has(program)));
}

/** Names of annotations and labels of an object, of its pods and of its claims. */
function annotationsOf({ format, cursor }: Workload): readonly string[] {
  if (format !== 'kubernetes') return [];
  const claims = cursor.at('spec', 'volumeClaimTemplates').items();
  const owners = [cursor, cursor.at('spec', 'template'), ...claims].map((owner) => owner.at('metadata'));
  const names = (owner: Cursor, field: string) =>
    owner
      .at(field)
      .entries()
      .map(({ name }) => name);
  return owners.flatMap((owner) => [...names(owner, 'annotations'), ...names(owner, 'labels')]);
}

/** A database with data on a lasting volume, of which nobody but a backup has a second copy. */
export interface Database {
  readonly container: Container;
  readonly family: Exclude<Backup, 'all'> | undefined;
  /** What holds its data. */
  readonly mount: Mount;
}

/**
 * The database that a container runs; undefined for caches, queues and search engines, for members of a cluster, and
 * for data that is not on a named volume or a claim: what lies on the host is for the backup of the host.
 */
export function databaseOf(container: Container): Database | undefined {
  const { image, mounts, role, job, workload } = container;
  if (role !== 'main' || job || image.state !== 'set' || mounts.state !== 'set' || !workload) return undefined;
  if (!mounts.value.some(({ kind }) => kind === 'volume' || kind === 'claim')) return undefined;
  const facts = factsOf(image.value);
  const isRegistry = canonicalName(image.value).endsWith('consul');
  if (facts?.role !== 'database' || facts.volatile || isRegistry || !runsServer(container)) return undefined;
  const directories = directoriesOf(container, facts);
  const mount = mounts.value.find(
    (each) =>
      (each.kind === 'volume' || each.kind === 'claim') && directories.some((folder) => holds(each, folder, facts)),
  );
  if (mount === undefined || isReplicated(container, workload)) return undefined;
  return { container, family: backupFamily(facts.family), mount };
}

/** Variables and options by which a database becomes a member of a cluster. */
const clusterVariable = /^(?:PATRONI|REPMGR|STOLON)_|_REPLICATION_(?:MODE|USER)$|_REPLICA_SET|_GALERA_|^WSREP_/;
const clusterOption = /^-{1,2}(?:replSet|replSetName|wsrep[-_].*|gtid[-_]mode)(?:=|$)/;

function isReplicated(container: Container, { replicas }: Workload): boolean {
  return (
    (replicas.state === 'set' && replicas.value > 1) ||
    container.variables.some(({ name }) => clusterVariable.test(name)) ||
    startedLines(container).some((line) => line.some(({ text }) => clusterOption.test(text)))
  );
}
