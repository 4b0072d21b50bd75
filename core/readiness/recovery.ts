import { backupPrograms } from '../data/backup-tools.js';

/** Programs that take a backup of a store or a volume. */
export const backupTools = new RegExp(`^(?:${Object.values(backupPrograms).flat().join('|')})$`);

/** Programs that do nothing but bring one back. */
export const restoreTools = /^(?:pg_restore|mongorestore|barman-cloud-restore|myloader)$/;
