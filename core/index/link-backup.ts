import { backupKinds } from '../data/backup-tools.js';
import { type Backup, backupsBy, type Database, speaksOfBackups } from '../model/backup.js';
import type { Index } from './index.js';

/** What anything in the workspace backs up. */
function backups(index: Index): ReadonlySet<Backup> {
  const found = new Set<Backup>();
  for (const { fact } of index.entries('workload')) for (const each of backupsBy(fact.workload)) found.add(each);
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
  const found = index.derive(backups);
  return found.has('all') || (family !== undefined && found.has(family));
}
