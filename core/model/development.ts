import { known } from '../value.js';
import type { Container } from './container.js';
import type { Stage } from './dockerfile.js';
import type { Document } from './document.js';
import { mainLine } from './main-process.js';
import { joinPath, nameOf, trimSlashes } from './path.js';

const words = /(?:^|[./_-])(?:dev|devel|development|local|test|tests|testing|ci|e2e|override)(?:[./_-]|$)/i;

/** True for the name of a file, stage or service that is for work on the program. */
export function isDevelopmentName(name: string): boolean {
  return words.test(name);
}

/**
 * True for a container over whose program the sources are mounted or copied as they change, or that is told to run in
 * development: by a variable, its name, or the profile that starts it.
 */
export function isForDevelopment(container: Container): boolean {
  const { name, format, workload } = container;
  return (
    hasWork(container) ||
    (format === 'compose' && (isDevelopmentName(name) || profilesOf(workload).some(isDevelopmentName)))
  );
}

/**
 * True for a Compose file that starts a program for work on it. What stands beside the program, such as its database, is
 * there for the same day of work, and nobody deploys the file.
 */
export const isForWork = ({ container }: Document): boolean => container.some(isWorkedOn);

/** True for a service that Compose builds and starts for work on it, whatever it is called. */
export const isWorkedOn = (container: Container): boolean =>
  container.format === 'compose' && !container.job && container.build.state === 'set' && hasWork(container);

function hasWork(container: Container): boolean {
  const mode = container.variables.find(
    (each) => each.kind === 'env' && /^(?:NODE|RAILS|FLASK|APP)_ENV$/.test(each.name),
  );
  const value = mode && known(mode.value);
  return mountsSources(container) || syncsSources(container) || /^(?:dev|development|local|test)$/.test(value ?? '');
}

const profilesOf = (workload: Container['workload']): readonly string[] =>
  workload?.cursor
    .at('profiles')
    .items()
    .flatMap((item) => item.scalar ?? []) ?? [];

/** `docker compose watch` copies what changes into the container; a mere new build is no work in it. */
const syncsSources = ({ format, workload }: Container): boolean =>
  format === 'compose' &&
  (workload?.cursor
    .at('develop', 'watch')
    .items()
    .some((each) => each.at('action').source()?.text.startsWith('sync') === true) ??
    false);

/** The folder of the Compose file, or what is built mounted over its own image: its context or the sources in it. */
function mountsSources({ mounts, build }: Container): boolean {
  const context = build.state === 'set' ? known(build.value.context) : undefined;
  const home = context === undefined ? undefined : joinPath('/', context);
  const homes = home === undefined ? [] : [home, ...sourceFolders.map((folder) => joinPath(home, folder))];
  return (known(mounts) ?? []).some(({ kind, source }) => {
    if (kind !== 'bind' || source === undefined || !source.startsWith('.')) return false;
    return /^\.\/?$/.test(source) || (!source.startsWith('..') && homes.includes(trimSlashes(joinPath('/', source))));
  });
}

/** Names of folders with the sources of a program. */
const sourceFolders = ['src', 'app', 'lib'];

/** Programs that serve the sources as they are, or test them. */
const forWork =
  /^(?:nodemon|ts-node|ts-node-dev|tsx|vite|webpack|webpack-dev-server|jest|vitest|pytest|tox|phpunit|air|reflex|watchexec|mocha|ng)$/;
const tasks =
  /^(?:dev|develop|development|watch|test|tests|lint|build|ci|storybook)(?:[:_-].*)?$|^start[:_-](?:dev|development|local|debug)$/;

/**
 * True for a stage that is shipped and says itself what it runs, with nothing about it that speaks of development. The
 * stages of a file that is for development, and images that others build on or test in, are none.
 */
export function isForProduction({ shipped, platform, name, container }: Stage, path: string): boolean {
  if (!shipped || platform !== 'linux' || path.includes('.devcontainer')) return false;
  if (isDevelopmentName(nameOf(path)) || isDevelopmentName(name ?? '') || isForDevelopment(container)) return false;
  const line = mainLine(container);
  if (line === undefined) return false;
  return !line.some(
    ({ text }) => forWork.test(nameOf(text)) || tasks.test(text) || text === '--watch' || text === '--reload',
  );
}
