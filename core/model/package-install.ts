import { once } from '../kept.js';
import type { ShellCommand } from '../shell/script.js';
import type { Word } from './command.js';
import type { Instruction, Stage } from './dockerfile.js';
import { canonicalName, isOfficial } from './image-name.js';
import { joinPath } from './path.js';
import { commandsOf, type StageCommand } from './stage-commands.js';

/** How a package manager installs what a project names, and how it is told to leave out what only developers need. */
interface ProjectManager {
  readonly verbs: readonly string[];
  /** True when it installs without a verb, as `yarn` does. */
  readonly bare?: boolean;
  /** Options that take the next word. */
  readonly valued: readonly string[];
  /** Words that leave the development packages out, or say on purpose which groups go in. */
  readonly decided: RegExp;
  /** Other verbs that take them out again, or install nothing of them. */
  readonly prunes: readonly string[];
  /** Variables that decide it; the value that leaves them out. */
  readonly variables: Readonly<Record<string, RegExp>>;
  /** What to write behind the verb. */
  readonly flag: string;
  /** The folder below the working one that holds what was installed. */
  readonly folder: string;
  /** What removes the development packages after a build. */
  readonly prune: string | undefined;
}

const yes = /^(?:1|true|yes)$/i;
const nodeMode = { NODE_ENV: /^production$/ };
const forNode = { folder: 'node_modules', variables: nodeMode };

/** By the reference of each manager: `npm help ci`, yarnpkg.com/cli, pnpm.io/cli, bun.sh/docs, getcomposer.org/doc, docs.astral.sh/uv, python-poetry.org/docs. */
const managers: ReadonlyMap<string, ProjectManager> = new Map<string, ProjectManager>([
  [
    'npm',
    {
      ...forNode,
      verbs: ['ci', 'install', 'i', 'clean-install'],
      valued: ['--prefix', '--registry', '--cache', '--loglevel', '-w', '--workspace', '--userconfig', '-C'],
      decided: /^--(?:omit|include|only|production|prod|dev)\b|^(?:-g|--global|--package-lock-only)$/,
      prunes: ['prune'],
      variables: {
        ...nodeMode,
        NPM_CONFIG_PRODUCTION: yes,
        npm_config_production: yes,
        NPM_CONFIG_OMIT: /dev/,
        npm_config_omit: /dev/,
      },
      flag: '--omit=dev',
      prune: 'npm prune --omit=dev',
    },
  ],
  [
    // Yarn 2 and later know neither the flag nor the variable, and are told apart by their own flags.
    'yarn',
    {
      ...forNode,
      verbs: ['install'],
      bare: true,
      valued: ['--modules-folder', '--registry', '--network-timeout', '--cache-folder', '--mutex', '--cwd'],
      decided: /^--(?:prod|production|immutable|immutable-cache|mode|inline-builds|check-cache)\b/,
      prunes: ['workspaces'],
      flag: '--production',
      prune: undefined,
    },
  ],
  [
    'pnpm',
    {
      ...forNode,
      verbs: ['install', 'i'],
      valued: ['--filter', '-F', '-C', '--dir', '--store-dir', '--registry', '--reporter', '--config'],
      decided: /^(?:-P|-D|--(?:prod|production|dev|only|no-dev)\b.*)$/,
      prunes: ['prune', 'deploy'],
      flag: '--prod',
      prune: 'pnpm prune --prod',
    },
  ],
  [
    'bun',
    {
      ...forNode,
      verbs: ['install', 'i'],
      valued: ['--cwd', '--registry', '--cache-dir', '--config', '-c'],
      decided: /^(?:-p|-g|--global|--(?:production|prod|omit|only-missing)\b.*)$/,
      prunes: [],
      variables: {},
      flag: '--production',
      prune: undefined,
    },
  ],
  [
    'composer',
    {
      verbs: ['install', 'i'],
      valued: ['-d', '--working-dir'],
      decided: /^--(?:no-dev|dev|download-only|dry-run)$/,
      prunes: [],
      variables: { COMPOSER_NO_DEV: yes },
      flag: '--no-dev',
      folder: 'vendor',
      prune: undefined,
    },
  ],
  [
    'poetry',
    {
      verbs: ['install', 'sync'],
      valued: ['-E', '--extras', '-C', '--directory', '-P', '--project'],
      decided: /^--(?:only|without|with|no-dev|only-root|dry-run)\b/,
      prunes: [],
      variables: {},
      flag: '--only main',
      folder: '.venv',
      prune: undefined,
    },
  ],
  [
    'uv',
    {
      verbs: ['sync'],
      valued: [
        '--python',
        '-p',
        '--extra',
        '--package',
        '--directory',
        '--project',
        '--no-install-package',
        '--index-url',
      ],
      decided: /^--(?:no-dev|dev|only-dev|no-default-groups|group|no-group|only-group|all-groups|dry-run)\b/,
      prunes: [],
      variables: { UV_NO_DEV: yes, UV_NO_DEFAULT_GROUPS: yes },
      flag: '--no-dev',
      folder: '.venv',
      prune: undefined,
    },
  ],
]);

/** A command that installs the packages of a project, those for its developers included. */
export interface DevelopmentInstall {
  readonly manager: string;
  readonly stage: Stage;
  readonly instruction: Instruction;
  /** From the manager to its verb. */
  readonly words: readonly [Word, Word];
  readonly flag: string;
  readonly folder: string;
  /** True when later commands of the stage may need those packages: a build, a test, a script of the project. */
  readonly used: boolean;
  /** What removes the packages once they have been used. */
  readonly prune: string | undefined;
}

/** True for base images that leave the mode to others; one of your own may have set it. */
function isPublic({ rootImage }: Stage): boolean {
  if (rootImage.state !== 'set') return false;
  const name = canonicalName(rootImage.value);
  return isOfficial(name) || name === 'oven/bun' || name === 'ghcr.io/astral-sh/uv';
}

/** The installs of a stage and of those below it that leave development packages behind. */
export const developmentInstalls: (stage: Stage) => readonly DevelopmentInstall[] = once(findInstalls);

function findInstalls(stage: Stage): readonly DevelopmentInstall[] {
  if (!isPublic(stage)) return [];
  const steps = commandsOf(stage);
  return steps.flatMap((step, index): readonly DevelopmentInstall[] => {
    const manager = managers.get(step.command.name ?? '');
    const words = manager && installWords(step.command, manager);
    if (manager === undefined || words === undefined || step.command.position.substitution) return [];
    const same = steps.filter(({ command }) => command.name === step.command.name);
    // One that is told in a branch, or takes them out again later, has been thought about.
    if (same.some(({ command }) => isDecided(command, manager)) || isSetBefore(step, manager)) return [];
    const { name = '' } = step.command;
    const { flag, folder, prune } = manager;
    const used = steps.slice(index + 1).some((later) => uses(later, name, manager));
    return [{ manager: name, ...step, words, flag, folder, prune, used }];
  });
}

/** Manager and verb of a command that installs what the project names; undefined for one that names packages itself. */
function installWords(command: ShellCommand, manager: ProjectManager): readonly [Word, Word] | undefined {
  const [first, ...rest] = command.words;
  if (first === undefined || command.words.some(({ literal }) => !literal)) return undefined;
  const operands: Word[] = [];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index];
    if (word === undefined) continue;
    if (manager.valued.includes(word.text)) index++;
    else if (!word.text.startsWith('-')) operands.push(word);
  }
  const [verb, ...packages] = operands;
  if (verb === undefined)
    return manager.bare === true && rest.every(({ text }) => text !== '--version') ? [first, first] : undefined;
  return manager.verbs.includes(verb.text) && packages.length === 0 ? [first, verb] : undefined;
}

function isDecided({ words, name }: ShellCommand, { decided, prunes, verbs, bare }: ProjectManager): boolean {
  const [, verb] = words;
  if (prunes.includes(verb?.text ?? '')) return true;
  const installs = words.some(({ text }) => verbs.includes(text)) || (bare === true && name === 'yarn');
  return installs && words.some(({ text }) => decided.test(text));
}

/** True when a variable in force at the command decides it, or may do so. */
function isSetBefore({ command, instruction, stage }: StageCommand, { variables }: ProjectManager): boolean {
  const names = Object.keys(variables);
  const onCommand = command.assignments.some(({ name }) => names.includes(name));
  const scripts = instruction.script?.commands ?? [];
  const exported = scripts.some(({ words, assignments, name }) =>
    name === 'export' || name === 'env' || name === undefined
      ? [...words.map(({ text }) => text), ...assignments.map((each) => `${each.name}=`)].some((text) =>
          names.some((each) => text.startsWith(`${each}=`)),
        )
      : false,
  );
  return onCommand || exported || names.some((name) => isSetIn(stage, name, instruction));
}

function isSetIn(stage: Stage, name: string, until: Instruction | undefined): boolean {
  for (const instruction of stage.instructions) {
    if (instruction === until) break;
    const isVariable = instruction.keyword === 'ENV' || instruction.keyword === 'ARG';
    // Another value is a decision as well; whatever an argument is given, somebody thought of it.
    if (isVariable && instruction.words.some(({ text }) => text === name || text.startsWith(`${name}=`))) return true;
  }
  return stage.base.stage !== undefined && isSetIn(stage.base.stage, name, undefined);
}

/** Programs of the development packages, or that run them. */
const tools =
  /^(?:npx|pnpx|bunx|tsc|vite|webpack|rollup|esbuild|swc|ng|nest|next|nuxt|gulp|grunt|turbo|nx|lerna|jest|vitest|mocha|eslint|prisma|pytest|mypy|ruff|tox|phpunit|phpstan|make|node-gyp)$/;

const runs = /^(?:run|run-script|exec|x|test|t|start|build)$/;
/** Verbs of those that run any other word as a script of the project. */
const builtIn =
  /^(?:-.*|add|audit|cache|config|dedupe|deploy|fetch|global|import|info|init|link|list|ls|prune|rebuild|remove|set|setup|store|up|upgrade|version|why)$/;

function uses({ command }: StageCommand, name: string, manager: ProjectManager): boolean {
  const { name: other = '', words } = command;
  if (tools.test(other)) return true;
  const isKin = manager.folder === 'node_modules' ? /^(?:npm|yarn|pnpm|bun)$/.test(other) : other === name;
  const verb = words[1]?.text;
  if (!isKin || verb === undefined) return false;
  if (other !== 'yarn' && other !== 'pnpm') return runs.test(verb);
  return !builtIn.test(verb) && !(managers.get(other)?.verbs.includes(verb) ?? false);
}

/** True when what a COPY takes from a path of the stage holds the folder of the install. */
export function isCopied({ folder }: DevelopmentInstall, stage: Stage, source: string): boolean {
  if (stage.workdir.state !== 'set') return false;
  const path = joinPath('/', source.replace(/\/\.$/, ''));
  const home = joinPath('/', stage.workdir.value);
  return (
    path === home ||
    path === joinPath(home, folder) ||
    (path.endsWith(`/${folder}`) && home.startsWith(path.slice(0, -folder.length - 1)))
  );
}
