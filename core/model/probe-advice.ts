import type { ImageReference } from './image.js';
import { factsOf, type ImageFacts } from './image-facts.js';
import { tagParts } from './image-name.js';

/** A health check that works in an image. */
export interface ProbeAdvice {
  /** For an exec form: `["pg_isready", "-U", "postgres"]`. Undefined when the check needs a shell. */
  readonly words: readonly string[] | undefined;
  /** The same as a shell line; undefined when the image has no shell. */
  readonly shell: string | undefined;
  /** True when the path or port is a usual one that the application may not have. */
  readonly assumed: boolean;
}

const none: ReadonlySet<string> = new Set();

/**
 * A health check for an image, made of a tool that is surely there: the server's own where it has one, else an HTTP
 * request by what the image or the build brings. `port` is where the application listens; without it only servers with
 * a usual port get an answer. `installed` are programs that the build adds. `usual` is what the application probably
 * answers where no path is known. Undefined when nothing is certain.
 */
export function healthCheckFor(
  image: ImageReference,
  port?: number,
  installed: ReadonlySet<string> = none,
  path?: string,
  usual = '/health',
): ProbeAdvice | undefined {
  const facts = factsOf(image);
  if (facts === undefined) return undefined;
  return ownCheck(image, facts) ?? httpCheck(image, facts, port, installed, path, usual);
}

/** The check that the makers of a server document. */
function ownCheck(image: ImageReference, facts: ImageFacts): ProbeAdvice | undefined {
  const sure = (shell: string, words?: readonly string[]): ProbeAdvice => ({ words, shell, assumed: false });
  switch (facts.family) {
    // Over TCP, since the first start also runs a server for its set-up, on the socket alone.
    case 'postgres':
      return sure('pg_isready -h 127.0.0.1 -U postgres', ['pg_isready', '-h', '127.0.0.1', '-U', 'postgres']);
    case 'mysql':
      return sure('mysqladmin ping -h 127.0.0.1', ['mysqladmin', 'ping', '-h', '127.0.0.1']);
    case 'mariadb':
      return sure('healthcheck.sh --connect --innodb_initialized', [
        'healthcheck.sh',
        '--connect',
        '--innodb_initialized',
      ]);
    // The client ends with 0 on an error reply too, so the answer is read.
    case 'redis':
      return sure(`${facts.has('valkey-cli') === true ? 'valkey-cli' : 'redis-cli'} ping | grep -q PONG`);
    case 'mongo': {
      const client = facts.has('mongosh') === true ? 'mongosh' : 'mongo';
      const script = 'quit(db.runCommand({ ping: 1 }).ok ? 0 : 2)';
      return sure(`${client} --quiet --eval '${script}'`, [client, '--quiet', '--eval', script]);
    }
    case 'rabbitmq':
      return sure('rabbitmq-diagnostics -q ping', ['rabbitmq-diagnostics', '-q', 'ping']);
    default:
      return image.name === 'clickhouse-server' || image.name === 'clickhouse'
        ? sure('wget -q --spider http://127.0.0.1:8123/ping', ['wget', '-q', '--spider', 'http://127.0.0.1:8123/ping'])
        : undefined;
  }
}

/** Paths that servers document for this purpose, by the name of the image. */
const knownPaths: Readonly<Record<string, string>> = {
  prometheus: '/-/healthy',
  alertmanager: '/-/healthy',
  grafana: '/api/health',
  'grafana-oss': '/api/health',
  'grafana-enterprise': '/api/health',
  couchdb: '/_up',
  pushgateway: '/-/healthy',
  'node-exporter': '/',
  nginx: '/',
  'nginx-unprivileged': '/',
  httpd: '/',
  caddy: '/',
};

/** The path that a server documents for health checks; undefined for images that document none. */
export function knownPath({ name }: ImageReference): string | undefined {
  return Object.hasOwn(knownPaths, name) ? knownPaths[name] : undefined;
}

function httpCheck(
  image: ImageReference,
  facts: ImageFacts,
  port: number | undefined,
  installed: ReadonlySet<string>,
  path: string | undefined,
  usual: string,
): ProbeAdvice | undefined {
  const known = knownPath(image);
  // A server with a port of its own and no documented path speaks something else, or wants a login.
  if (known === undefined && facts.role !== 'runtime' && facts.role !== 'os') return undefined;
  const number = port ?? facts.ports[0];
  // PHP-FPM listens, but speaks FastCGI.
  if (tagParts(image.tag ?? '').variants.includes('fpm')) return undefined;
  if (number === undefined) return undefined;
  // Not `localhost`, which may resolve to an IPv6 address that nobody listens on.
  const url = `http://127.0.0.1:${number}${path ?? known ?? usual}`;
  const words = request(url, facts, installed);
  if (words === undefined) return undefined;
  const shell = facts.shell === true ? words.map(quoted).join(' ') : undefined;
  return { words, shell, assumed: path === undefined && known === undefined };
}

function request(url: string, facts: ImageFacts, installed: ReadonlySet<string>): readonly string[] | undefined {
  const has = (program: string) => installed.has(program) || facts.has(program) === true;
  if (has('curl')) return ['curl', '-fsS', '-o', '/dev/null', url];
  if (has('wget')) return ['wget', '-q', '--spider', url];
  if (has('node')) {
    // `fetch` came with 18.
    const script =
      facts.major !== undefined && facts.major < 18
        ? `require('http').get('${url}', (r) => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))`
        : `fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
    return ['node', '-e', script];
  }
  if (has('python3')) return ['python3', '-c', `import urllib.request; urllib.request.urlopen('${url}', timeout=3)`];
  if (has('ruby'))
    return ['ruby', '-rnet/http', '-e', `exit Net::HTTP.get_response(URI('${url}')).is_a?(Net::HTTPSuccess)`];
  if (has('php')) return ['php', '-r', `exit(@file_get_contents('${url}') === false ? 1 : 0);`];
  return undefined;
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return word.includes('"') || word.includes('$') ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
