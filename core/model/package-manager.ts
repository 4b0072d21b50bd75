import { serverPackages } from '../data/package-bins.js';
import { parseShellAt } from '../shell/parse.js';
import { baseName, unwrap } from '../shell/wrapper.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Command, Word } from './command.js';
import type { Stage } from './dockerfile.js';

/** Tasks that start a server for good. Scripts of other names are builds, tests, migrations or for development. */
const serving = /^(?:start|serve|server|prod|production)(?:[:_-](?:prod|production|server|web|api|app|all|docker))?$/;

/** Programs that run a script of the project as their child. `bundle exec`, `poetry run` and `uv run` make way for it. */
const runners = new Set(['npm', 'yarn', 'pnpm', 'bun']);

/** Words that take the next one: the package of a monorepo, or the folder. */
const valued = new Set(['-w', '--workspace', '--prefix', '-F', '--filter', '-C', '--dir', '--cwd', 'workspace']);

/** Build tools, with the tasks that start a server. */
const mavenTasks = /^(?:spring-boot:run|exec:java|jetty:run|tomcat7:run)$/;
const gradleTasks = /^(?::[\w-]+:)*(?:run|bootRun)$/;
const buildTasks = new Map([
  ['mvn', mavenTasks],
  ['mvnw', mavenTasks],
  ['gradle', gradleTasks],
  ['gradlew', gradleTasks],
]);

/** A package manager that runs for the life of a container. */
export interface ManagedStart {
  /** `npm`, `gradlew`. */
  readonly manager: string;
  /** From the manager to the task it is given. */
  readonly span: Span;
  /** The script of `package.json` that it runs, where nothing else is asked of it and no shell stands in front. */
  readonly script: string | undefined;
  /** What stands in front of it: an init. */
  readonly front: readonly Word[];
}

/** The package manager that a container starts and that starts the program. */
export function managedStart(value: Value<Command>): ManagedStart | undefined {
  if (value.state !== 'set') return undefined;
  const { words, script } = value.value;
  if (script?.traps) return undefined;
  const last = script?.commands.find(({ position }) => position.last && !position.background && !position.piped);
  const own = script === undefined ? unwrap(words).words : (last?.words ?? []);
  const [program, ...rest] = own;
  const manager = baseName(program?.text ?? '');
  const task = taskIn(manager, rest);
  if (program === undefined || task === undefined) return undefined;
  const isAlone = rest.every((word) => word === task || /^(?:run|run-script|-s|--silent|--quiet)$/.test(word.text));
  return {
    manager,
    span: { start: program.span.start, end: task.span.end },
    script: script === undefined && runners.has(manager) && isAlone ? task.text : undefined,
    front: script === undefined ? words.slice(0, words.length - own.length) : [],
  };
}

/** The task that starts a server: the script that a runner is given, or any of the tasks of a build tool. */
function taskIn(manager: string, words: readonly Word[]): Word | undefined {
  const tasks = buildTasks.get(manager);
  if (tasks === undefined && !runners.has(manager)) return undefined;
  const named = words.filter(({ text }, index) => !text.startsWith('-') && !valued.has(words[index - 1]?.text ?? ''));
  if (tasks !== undefined) return named.find(({ text }) => tasks.test(text));
  const script = named.find(({ text }) => !['run', 'run-script', 'workspace'].includes(text));
  return script && serving.test(script.text) ? script : undefined;
}

/** What is kept of a `package.json`. */
export interface PackageScripts {
  /** Command by name. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of the packages that are installed with it for good. */
  readonly dependencies: readonly string[];
}

/** Reads the scripts of a `package.json`. Undefined when it is none. */
export function readPackageScripts(text: string): PackageScripts | undefined {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  const scripts = entriesOf(file, 'scripts').flatMap(([name, command]) =>
    typeof command === 'string' ? [[name, command] as const] : [],
  );
  return {
    scripts: Object.fromEntries(scripts),
    dependencies: entriesOf(file, 'dependencies').map(([name]) => name),
  };
}

function entriesOf(object: unknown, name: string): readonly (readonly [string, unknown])[] {
  const field =
    typeof object === 'object' && object !== null ? Object.entries(object).find(([key]) => key === name) : [];
  const value: unknown = field?.[1];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/**
 * The words that a script of `package.json` starts, as the exec form wants them. Undefined when it is more than one plain
 * command, when other scripts run before or after it, and when what it starts is neither Node.js nor a server of the
 * dependencies that is known to serve by itself.
 */
export function wordsOfScript({ scripts, dependencies }: PackageScripts, name: string): readonly string[] | undefined {
  const written = scripts[name];
  if (written === undefined || scripts[`pre${name}`] !== undefined || scripts[`post${name}`] !== undefined) {
    return undefined;
  }
  const { commands, simple, problems } = parseShellAt(written, 0);
  const [only, ...others] = commands;
  if (!simple || only === undefined || others.length > 0 || problems.length > 0) return undefined;
  if (only.assignments.length + only.redirects.length + only.wrappers.length > 0) return undefined;
  if (!only.words.every(({ text, literal }) => literal && !/[*?[\]{}~]/.test(text))) return undefined;
  const [program = '', ...rest] = only.words.map(({ text }) => text);
  if (program === 'node') return isForWork(rest) ? undefined : [program, ...rest];
  const home = serverPackages.get(program);
  return home !== undefined && dependencies.includes(home) ? [`node_modules/.bin/${program}`, ...rest] : undefined;
}

/** Options of Node.js that start a child or wait for a person. */
const isForWork = (words: readonly string[]): boolean =>
  words.length === 0 || words.some((word) => /^--(?:watch|inspect|run|test)\b/.test(word));

/** Sources of COPY and ADD that bring the `package.json` at the root of the build's context. */
const bringing = /^(?:\.\/?)?(?:\*|package\.json|package\*\.json|package-?\*\.json|\*\.json)?$/;

/** True when the stages copy the `package.json` of the build's root, and no other one of the context. */
export function copiesPackage(stages: readonly Stage[]): boolean {
  const sources = stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword, flags }) => /^(?:COPY|ADD)$/.test(keyword) && !flags.some(({ name }) => name === 'from'))
    .flatMap(({ words }) => words.slice(0, -1).map(({ text }) => text));
  return (
    sources.some((source) => bringing.test(source)) && !sources.some((source) => /\/package/.test(source.slice(2)))
  );
}
