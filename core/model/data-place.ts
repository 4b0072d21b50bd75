import type { Span } from '../span.js';
import type { Container, Mount } from './container.js';
import type { ImageFacts } from './image-facts.js';
import { factsOf } from './image-facts.js';
import { canonicalName } from './image-name.js';
import { optionValue, startedLines } from './settings-text.js';

/** Data that must outlive its container and does not. */
export interface LostData {
  readonly directory: string;
  /** True where losing it costs convenience and no records: dashboards, silences. */
  readonly minor: boolean;
  /** The volume of the pod that ends with it, when the directory is mounted on one. */
  readonly volume: Mount | undefined;
  /** Where to point: that volume, else the container. */
  readonly at: Span;
}

/** Options that move the data directory of a server. */
const pathOptions = ['--storage.tsdb.path', '--storage.path', '--dbpath', '--datadir', '--data-dir', '--path.data'];

/**
 * The data directory of a known server that no lasting volume holds. Undefined for unknown images, for data that is lost
 * on purpose (caches without persistence, memory, jobs), and where a mount or a setting cannot be read.
 */
export function findLostData(container: Container): LostData | undefined {
  const { image, build, mounts, role, job, format, anchor } = container;
  if (role !== 'main' || job || image.state !== 'set' || mounts.state === 'opaque') return undefined;
  if ((format === 'compose' && build.state !== 'unset') || !runsServer(container)) return undefined;
  const facts = factsOf(image.value);
  if (facts === undefined || facts.data.length === 0 || (facts.volatile && !isKept(container))) return undefined;
  if (startedLines(container).some((line) => line.some(({ text }) => text === '--agent' || text.includes('=agent'))))
    return undefined;
  if (keepsElsewhere(container)) return undefined;
  const directories = directoriesOf(container, facts);
  const [directory] = directories;
  const all = mounts.state === 'set' ? mounts.value : [];
  if (directory === undefined || all.some(({ kind, target }) => kind === 'unknown' || target === undefined))
    return undefined;
  const holding = all.filter((mount) => directories.some((each) => holds(mount, each, facts)));
  const volume = holding.find(({ kind }) => kind === 'ephemeral');
  if (holding.length > 0 && volume === undefined) return undefined;
  // The directories of an object store are its arguments, so any volume may be one.
  if (facts.role === 'storage' && all.some(({ kind }) => kind === 'volume' || kind === 'bind' || kind === 'claim'))
    return undefined;
  const minor = facts.role === 'monitoring' && !['/prometheus', '/loki'].includes(facts.data[0] ?? '');
  return { directory, minor, volume, at: volumeSpan(container, volume) ?? anchor };
}

/** Programs that server images start; their clients (`pg_dump`, `mongosh`) come in the same images. */
const servers =
  /^(?:(?:postgres|mysqld|mysqld_safe|mariadbd|mongod|rabbitmq|cassandra|neo4j|influxd|influxdb3|elasticsearch|opensearch|couchdb|solr|clickhouse|kafka|minio|server|prometheus|alertmanager|loki|grafana|nginx|httpd|apache2|traefik|caddy|haproxy|vault|consul|memcached)|.*(?:server|entrypoint|start|run)(?:-foreground|\.sh)?)$/;

/** False when the container starts something else than the server of its image. */
export function runsServer(container: Pick<Container, 'entrypoint' | 'command'>): boolean {
  const lines = startedLines(container);
  return lines.length === 0 || lines.some(([program]) => program !== undefined && isServer(program.text));
}

/** The configuration that the image of Loki brings, which keeps everything in its own folder. */
const ownLokiFile = '/etc/loki/local-config.yaml';

/**
 * True for a server that a configuration of its own may have told to keep its data in an object store or a database:
 * Loki with another file than that of the image, Grafana with a database.
 * Sources: https://grafana.com/docs/loki/latest/configure/storage/,
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database
 */
function keepsElsewhere(container: Container): boolean {
  const { image, mounts, variables } = container;
  const name = image.state === 'set' ? canonicalName(image.value) : '';
  if (name.startsWith('grafana/grafana')) {
    return variables.some(
      ({ name: variable, value }) =>
        variable === 'GF_DATABASE_URL' ||
        (variable === 'GF_DATABASE_TYPE' && !(value.state === 'set' && value.value === 'sqlite3')),
    );
  }
  if (name !== 'grafana/loki') return false;
  const isMounted = (mounts.state === 'set' ? mounts.value : []).some(({ target = '' }) =>
    /^\/etc\/loki(?:\/|$)/.test(target),
  );
  const files = startedLines(container).flatMap((line) =>
    line.flatMap((_, index) => optionValue(line, index, ['-config.file', '--config.file'])?.text ?? []),
  );
  return isMounted || files.some((file) => file !== ownLokiFile);
}

/** Options alone are for the program that the image starts. */
const isServer = (program: string): boolean => program.startsWith('-') || servers.test(program.split('/').at(-1) ?? '');

/** Where this container keeps its data: what a variable or an option says, else what the image does. */
export function directoriesOf(container: Container, { data, dataVariable }: ImageFacts): readonly string[] {
  const variable = container.variables.find(({ name }) => name === dataVariable)?.value;
  if (variable !== undefined) return variable.state === 'set' ? variable.value.split(',') : [];
  const moved = startedLines(container).flatMap((line) =>
    line.flatMap((_, index) => optionValue(line, index, pathOptions)?.text ?? []),
  );
  // Where the last word is a variable, no directory is known.
  return moved.length === 0 ? data : moved.filter((path) => path.startsWith('/'));
}

/** Caches keep their data when they are told to write it. */
function isKept(container: Container): boolean {
  return startedLines(container).some((line) =>
    line.some((_, index) => {
      if (optionValue(line, index, ['--appendonly'])?.text === 'yes') return true;
      return /^["']?\d/.test(optionValue(line, index, ['--save'])?.text ?? '');
    }),
  );
}

/** A mount of the directory, of a parent, or of what lies in it. PostgreSQL keeps nothing beside its own directory. */
export function holds({ target = '', kind }: Mount, directory: string, { family }: ImageFacts): boolean {
  if (kind === 'config' || kind === 'secret') return false;
  const isAt = target === directory || directory.startsWith(`${target === '/' ? '' : target}/`);
  return isAt || (family !== 'postgres' && target.startsWith(`${directory}/`));
}

/** Where the pod says that a volume ends with it. */
function volumeSpan({ workload }: Container, volume: Mount | undefined): Span | undefined {
  const volumes = workload?.spec.at('volumes').items() ?? [];
  const source = volumes.find((item) => volume?.source !== undefined && item.at('name').scalar === volume.source);
  return source?.at('emptyDir').key ?? volume?.span;
}
