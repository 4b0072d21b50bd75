import { known } from '../value.js';
import type { Container } from './container.js';
import type { Stage } from './dockerfile.js';
import { mainLine } from './main-process.js';
import { nameOf } from './path.js';

const words = /(?:^|[./_-])(?:dev|devel|development|local|test|tests|testing|ci|e2e|override)(?:[./_-]|$)/i;

/** True for the name of a file, stage or service that is for work on the program. */
export function isDevelopmentName(name: string): boolean {
  return words.test(name);
}

/** True for a container over whose program the sources are mounted, or that is told to run in development. */
export function isForDevelopment({ mounts, variables, name, format }: Container): boolean {
  const isMounted = (known(mounts) ?? []).some(({ kind, source }) => kind === 'bind' && /^\.\/?$/.test(source ?? ''));
  const mode = variables.find((each) => each.kind === 'env' && /^(?:NODE|RAILS|FLASK|APP)_ENV$/.test(each.name));
  const value = mode && known(mode.value);
  return (
    isMounted ||
    /^(?:dev|development|local|test)$/.test(value ?? '') ||
    (format === 'compose' && isDevelopmentName(name))
  );
}

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
