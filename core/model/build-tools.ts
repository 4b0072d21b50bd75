import { buildPackages } from '../data/build-tools.js';
import { isShell } from '../shell/invocation.js';
import type { ShellCommand } from '../shell/script.js';
import type { Word } from './command.js';
import type { Stage } from './dockerfile.js';
import { nameOf } from './path.js';
import { commandsOf } from './stage-commands.js';

const managers = /^(?:apt-get|apt|aptitude|apk|yum|dnf|dnf5|microdnf|tdnf|zypper)$/;
const installs = /^(?:install|add|in|groupinstall|localinstall)$/;
const removes = /^(?:remove|purge|del|erase|autoremove|rm)$/;

/** Words that install the parts of a tool chain which the stage keeps, by instruction. */
export function keptBuildPackages(stage: Stage): readonly (readonly Word[])[] {
  const steps = commandsOf(stage);
  // What is taken away again by a variable may be any of them.
  if (steps.some(({ command }) => isManager(command, removes) && command.words.some(({ literal }) => !literal)))
    return [];
  const found = new Map<object, Word[]>();
  for (const { command, instruction } of steps) {
    for (const word of isManager(command, installs) ? buildWords(command) : []) {
      if (!stage.installed.has(plainName(word))) continue;
      const words = found.get(instruction);
      if (words) words.push(word);
      else found.set(instruction, [word]);
    }
  }
  return [...found.values()];
}

/** True for a stage that compiles something, or installs what one compiles with. */
export function compiles(stage: Stage): boolean {
  return commandsOf(stage).some(({ command }) => {
    const { name = '', words } = command;
    if (compilers.test(name) || isScript(command)) return true;
    if (isManager(command, installs)) return words.some((word) => !word.literal || isForBuilding(plainName(word)));
    return native.some(([manager, packages]) => manager.test(name) && words.some(({ text }) => packages.test(text)));
  });
}

/** Programs that make machine code, or run those that do. */
const compilers =
  /^(?:make|cmake|ninja|meson|configure|gcc|g\+\+|cc|c\+\+|clang|go|cargo|rustc|node-gyp|gem|bundle|mix|rebar3|cpan|cpanm|javac|jlink|jdeps|jar|mvn|mvnw|gradle|gradlew|ant|sbt|git|hg|svn)$/;

/** Packages of the languages that are known to be compiled on the spot, and sources of packages that need more programs. */
const native: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:pip[\d.]*|uv|python[\d.]*)$/,
    /^(?:git\+|--no-binary|psycopg2(?:$|[=<>~[])|psycopg\[c\]|mysqlclient|uwsgi|pycrypto|python-ldap|pygraphviz|gdal|dlib|setup\.py)/i,
  ],
  [/^(?:npm|yarn|pnpm)$/, /^(?:git\+|node-gyp|--build-from-source)/],
];

const isForBuilding = (name: string): boolean =>
  buildPackages.has(name) || name === 'make' || /-(?:dev|devel)$/.test(name);

/** A script of the project: what it needs cannot be seen. */
function isScript({ name = '', words }: ShellCommand): boolean {
  return /\.(?:sh|bash|pl)$/.test(name) || (isShell(name) && words[1] !== undefined && words[1].text !== '-c');
}

function isManager({ name = '', words }: ShellCommand, verbs: RegExp): boolean {
  return managers.test(name) && words.some(({ text }) => verbs.test(text));
}

function buildWords({ words }: ShellCommand): readonly Word[] {
  return words.filter((word) => word.literal && buildPackages.has(plainName(word).replace(/-\d+(?:\.\d+)*$/, '')));
}

/** `gcc` for `gcc=4:14.2.0-1` and `gcc~14`. */
const plainName = ({ text }: Word): string => nameOf(/^@?[^=~<>:]+/.exec(text.toLowerCase())?.[0] ?? text);
