import type { Database } from './backup.js';
import type { Container, Variable } from './container.js';
import type { Document } from './document.js';

/** How a database is dumped from another container of the same image. The texts are for a shell, variables unescaped. */
export interface DumpPlan {
  /** What stands before the dump: where the password comes from. Empty when none is needed. */
  readonly setup: string;
  /** One command, which writes into `/backups` and replaces the file of the same day of last week. */
  readonly dump: string;
  /** Variables of the database that the texts refer to. */
  readonly variables: readonly Variable[];
}

interface Recipe {
  /** Variables that are referred to when the database has them. */
  readonly optional: readonly string[];
  /** Names of the variable with the password, by preference; with `_FILE` behind it, it names a file. */
  readonly passwords: readonly string[];
  /** The variable from which the client takes it. */
  readonly client: string;
  /** Without a password the server refuses to start unless this is set. */
  readonly open: RegExp;
  /** `has` tells whether a variable is seen, `open` whether more may come from files that are not. */
  dump(host: string, file: string, how: { readonly has: (name: string) => boolean; readonly open: boolean }): string;
}

/** A variable of the shell with something in its place. */
const or = (name: string, other: string): string => `\${${name}:-${other}}`;

/**
 * Sources: https://www.postgresql.org/docs/current/app-pgdump.html, https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html,
 * https://mariadb.com/docs/server/clients-and-utilities/backup-restore-and-import-clients/mariadb-dump,
 * https://www.mongodb.com/docs/database-tools/mongodump/, and the variables of the official images.
 */
const postgres: Recipe = {
  optional: ['POSTGRES_USER', 'POSTGRES_DB'],
  passwords: ['POSTGRES_PASSWORD'],
  client: 'PGPASSWORD',
  open: /^POSTGRES_HOST_AUTH_METHOD$/,
  dump(host, file, { has, open }) {
    const user = has('POSTGRES_USER') ? '"$POSTGRES_USER"' : open ? `"${or('POSTGRES_USER', 'postgres')}"` : 'postgres';
    const owner = has('POSTGRES_USER') ? '$POSTGRES_USER' : or('POSTGRES_USER', 'postgres');
    const name = has('POSTGRES_DB') ? '"$POSTGRES_DB"' : open ? `"${or('POSTGRES_DB', owner)}"` : user;
    return `pg_dump --host=${host} --username=${user} --format=custom --file="${file}.dump" ${name}`;
  },
};

const mysqlOptions = '--user=root --single-transaction --routines --events --all-databases';

const mysql: Recipe = {
  optional: [],
  passwords: ['MYSQL_ROOT_PASSWORD'],
  client: 'MYSQL_PWD',
  open: /^MYSQL_ALLOW_EMPTY_PASSWORD$/,
  dump: (host, file) => `mysqldump --host=${host} ${mysqlOptions} --result-file="${file}.sql"`,
};

const mariadb: Recipe = {
  optional: [],
  passwords: ['MARIADB_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORD'],
  client: 'MYSQL_PWD',
  open: /^(?:MARIADB_ALLOW_EMPTY_ROOT_PASSWORD|MYSQL_ALLOW_EMPTY_PASSWORD)$/,
  dump: (host, file) => `mariadb-dump --host=${host} ${mysqlOptions} --result-file="${file}.sql"`,
};

const mongo: Recipe = {
  optional: ['MONGO_INITDB_ROOT_USERNAME'],
  passwords: ['MONGO_INITDB_ROOT_PASSWORD'],
  client: 'MONGO_PASSWORD',
  open: /^$/,
  dump(host, file, { has, open }) {
    const login =
      open || has('MONGO_INITDB_ROOT_USERNAME')
        ? ' --username="$MONGO_INITDB_ROOT_USERNAME" --password="$MONGO_PASSWORD" --authenticationDatabase=admin'
        : '';
    return `mongodump --host=${host}${login} --gzip --archive="${file}.archive.gz"`;
  },
};

/**
 * How a database is dumped over the network; undefined where that cannot be written down: a kind without such a tool, an
 * image with other variables, a password in plain text, which would then stand there twice.
 */
export function planDump(document: Document, { container, family }: Database, host: string): DumpPlan | undefined {
  const recipe = recipeOf(container, family);
  if (recipe === undefined || !/^[\w.-]+$/.test(host)) return undefined;
  const find = (name: string) => container.variables.find((variable) => variable.name === name);
  const optional = recipe.optional.flatMap((name) => find(name) ?? []);
  const file = `/backups/${host}-$(date +%u)`;
  const open = container.variablesOpen;
  const dump = recipe.dump(host, file, { has: (name) => find(name) !== undefined, open });
  const password = recipe.passwords.flatMap((name) => find(name) ?? find(`${name}_FILE`) ?? [])[0];
  if (password === undefined && open) {
    const value = recipe.passwords.reduceRight((below, name) => (below === '' ? `$${name}` : or(name, below)), '');
    return { setup: `export ${recipe.client}="${value}"`, dump, variables: optional };
  }
  if (password === undefined) {
    const isOpen = container.variables.some(({ name }) => recipe.open.test(name));
    // MongoDB lets everybody in unless it is given a user.
    const needsNone = isOpen || (recipe === mongo && optional.length === 0);
    return needsNone ? { setup: '', dump, variables: optional } : undefined;
  }
  if (isPlain(document, password)) return undefined;
  const value = password.name.endsWith('_FILE') ? `"$(cat "$${password.name}")"` : `"$${password.name}"`;
  return { setup: `export ${recipe.client}=${value}`, dump, variables: [...optional, password] };
}

function recipeOf({ image }: Container, family: Database['family']): Recipe | undefined {
  const repository = image.state === 'set' ? image.value.repository : '';
  // Other publishers call their variables otherwise.
  if (/bitnami/.test(repository)) return undefined;
  if (family === 'postgres') return postgres;
  if (family === 'mongo') return mongo;
  if (family !== 'mysql') return undefined;
  return /(?:^|\/)mariadb$/.test(repository) ? mariadb : mysql;
}

/** True when the password itself stands in the file, be it as the default of a variable. */
function isPlain({ text }: Document, { name, value, reference }: Variable): boolean {
  if (name.endsWith('_FILE') || reference !== undefined || value.state === 'unset') return false;
  return value.state === 'set' || !text.slice(value.span.start, value.span.end).includes('$');
}
