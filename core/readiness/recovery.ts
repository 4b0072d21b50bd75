/** Programs that take a backup of a store or a volume. */
export const backupTools =
  /^(?:pg_dump(?:all)?|pg_basebackup|pgbackrest|wal-g|barman(?:-cloud-backup)?|mysqldump|mariadb-dump|mariabackup|xtrabackup|mongodump|restic|borg|borgmatic|kopia|velero|clickhouse-backup)$/;

/** Programs that do nothing but bring one back. */
export const restoreTools = /^(?:pg_restore|mongorestore|barman-cloud-restore|myloader)$/;
