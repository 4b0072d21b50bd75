import type { Edit } from '../edit.js';
import type { Word } from './command.js';
import type { Stage } from './dockerfile.js';
import { factsOf } from './image-facts.js';
import { isLinked } from './log-path.js';
import { startedLines } from './settings-text.js';

/** Where web servers log as distributions package them. Source: the default configurations of the packages. */
const servers: readonly {
  readonly packages: readonly string[];
  readonly programs: readonly string[];
  readonly configuration: string;
  readonly access: string;
  readonly error: string;
}[] = [
  {
    packages: ['nginx', 'nginx-light', 'nginx-full', 'nginx-core'],
    programs: ['nginx'],
    configuration: '/etc/nginx',
    access: '/var/log/nginx/access.log',
    error: '/var/log/nginx/error.log',
  },
  {
    packages: ['apache2'],
    programs: ['apache2', 'apache2ctl', 'apachectl', 'apache2-foreground', 'httpd'],
    configuration: '/etc/apache2',
    access: '/var/log/apache2/access.log',
    error: '/var/log/apache2/error.log',
  },
];

/** A server from a package, started as the package sets it up. */
export interface PackagedServer {
  readonly program: Word;
  readonly path: string;
  /** Edits that link its log files to stdout and stderr. */
  fix(): readonly Edit[] | undefined;
}

/**
 * A web server that a stage installs from a package of its distribution and starts with the configuration that came
 * with it, which logs to files. Undefined as soon as anything may have changed that configuration.
 */
export function packagedServer(stage: Stage): PackagedServer | undefined {
  const { container, rootImage, installed, hole } = stage;
  if (rootImage.state !== 'set' || factsOf(rootImage.value)?.role !== 'os') return undefined;
  const line = startedLines(container)[0] ?? [];
  const [program] = line;
  const name = program?.text.slice(program.text.lastIndexOf('/') + 1) ?? '';
  const server = servers.find(
    ({ packages, programs }) => programs.includes(name) && packages.some((each) => installed.has(each)),
  );
  if (program === undefined || server === undefined || line.some(({ text }) => /log|^-c/.test(text))) return undefined;
  if (touches(stage, server.configuration) || isLinked(stage, server.access)) return undefined;
  const { access, error } = server;
  const isRoot = container.user.state === 'unset';
  const written = `RUN ln -sf /dev/stdout ${access} && ln -sf /dev/stderr ${error}`;
  return { program, path: access, fix: () => (isRoot ? hole.put(written) : undefined) };
}

/** True when an instruction names the folder, or one above it, so that what lies there is no longer the package's. */
function touches(stage: Stage, folder: string): boolean {
  for (let each: Stage | undefined = stage; each; each = each.base.stage) {
    const isTouched = each.instructions.some(({ keyword, words, script }) => {
      const copied = keyword === 'COPY' || keyword === 'ADD' ? [words[words.length - 1]?.text ?? ''] : [];
      const named = script?.commands.flatMap((command) => [
        ...command.words.map(({ text }) => text),
        ...command.redirects.flatMap(({ target }) => target?.text ?? []),
      ]);
      return [...copied, ...(named ?? [])].some(
        (path) => path.startsWith(folder) || `${folder}/`.startsWith(path.endsWith('/') ? path : `${path}/`),
      );
    });
    if (isTouched) return true;
  }
  return false;
}

/** The word that installs a program which looks after log files, unless the container is there to run it. */
export function logKeeper({ container, instructions }: Stage): Word | undefined {
  const started = startedLines(container).flat();
  for (const { script } of instructions) {
    for (const { name = '', words } of script?.commands ?? []) {
      if (!/^(?:apt-get|apt|apk|yum|dnf|microdnf|zypper)$/.test(name)) continue;
      if (!words.some(({ text }) => text === 'install' || text === 'add')) continue;
      const keeper = words.find(({ text }) => /^(?:logrotate|rsyslog|syslog-ng)$/.test(text));
      if (keeper && !started.some(({ text }) => text.includes(keeper.text))) return keeper;
    }
  }
  return undefined;
}
