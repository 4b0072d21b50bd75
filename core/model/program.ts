import { isShell, readInvocation } from '../shell/invocation.js';
import type { ShellCommand } from '../shell/script.js';
import { type CheckStep, stepsOf } from './check-command.js';
import type { Command } from './command.js';
import type { Container } from './container.js';
import type { Instruction, Stage } from './dockerfile.js';
import type { ImageReference } from './image.js';
import { factsOf } from './image-facts.js';

/** What can be run in a container, as far as it is certain. */
export interface Programs {
  /** The image that the container or its last stage starts from. */
  readonly image: ImageReference;
  /** What the build adds; empty without one. */
  readonly installed: ReadonlySet<string>;
  /** Undefined means unknown. */
  has(program: string): boolean | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/** The programs of an image that is run as it is. Undefined for one we know nothing about. */
export function programsOfImage(image: ImageReference): Programs | undefined {
  const facts = factsOf(image);
  if (facts === undefined) return undefined;
  const has = (program: string) => (isShell(program) && facts.shell === false ? false : facts.has(program));
  return { image, installed: nothing, has };
}

/** The programs of a stage: those of the image at its bottom and what the build adds. */
export function programsOfStage(stage: Stage): Programs | undefined {
  const { rootImage, installed, platform } = stage;
  const below = rootImage.state === 'set' && platform === 'linux' ? programsOfImage(rootImage.value) : undefined;
  if (below === undefined) return undefined;
  return {
    image: below.image,
    installed,
    has(program) {
      if (installed.has(program.toLowerCase()) || (isShell(program) && installed.has('busybox'))) return true;
      const isThere = below.has(program);
      if (isThere !== false) return isThere;
      return mayHoldMore(stage) || (installed.size > 0 && !isGeneral(program)) ? undefined : false;
    },
  };
}

/** True when the stage or one below it in the file may bring programs that cannot be seen. */
function mayHoldMore(stage: Stage): boolean {
  for (let each: Stage | undefined = stage; each; each = each.base.stage) {
    if (each.instructions.some(mayAdd)) return true;
  }
  return false;
}

/** Programs that come in a package of their own name. Clients and runtimes also come with packages named otherwise. */
function isGeneral(program: string): boolean {
  return ['curl', 'wget', 'nc', 'netcat', 'telnet', 'bash', 'jq', 'ps', 'pgrep', 'dig'].includes(program);
}

/** True for an instruction that may bring programs that cannot be seen: a whole folder, a script, an archive. */
function mayAdd({ keyword, words, script, exec }: Instruction): boolean {
  if (keyword === 'COPY' || keyword === 'ADD') {
    const sources = words.slice(0, -1);
    const target = words[words.length - 1]?.text ?? '';
    if (/^\/(?:usr(?:\/local)?)?\/?$/.test(target)) return true;
    return /(?:^|\/)s?bin\/?$/.test(target) && sources.some(({ text }) => /(?:[/*]|(?:^|\/)s?bin)$/.test(text));
  }
  if (keyword !== 'RUN') return false;
  return exec || script === undefined || script.problems.length > 0 || script.commands.some(mayInstall);
}

const unpackers = new Set(['tar', 'unzip', 'dpkg', 'rpm', 'make', 'cmake', 'ninja', 'nix', 'nix-env', '.', 'source']);
const managers = new Set(['apt-get', 'apt', 'apk', 'yum', 'dnf', 'microdnf', 'zypper', 'tdnf', 'aptitude', 'pacman']);

function mayInstall({ name, words, wrappers }: ShellCommand): boolean {
  const [first, ...rest] = words;
  if (name === undefined || first === undefined) return false;
  if (!first.literal || unpackers.has(name) || /\.(?:sh|bash|py|pl)$/.test(name)) return true;
  const invocation = readInvocation(words);
  if (invocation !== undefined && invocation.script === undefined) return true;
  const isPartial = wrappers.some(({ text }) => text === 'xargs') || rest.some(({ literal }) => !literal);
  // A local package may hold anything.
  return managers.has(name) && (isPartial || rest.some(({ text }) => /\.(?:deb|rpm|apk)$/.test(text)));
}

/** A program that a command cannot do without. */
export interface NeededProgram {
  readonly name: string;
  /** The word that names it; for the shell of a shell form, the whole command. */
  readonly span: Command['span'];
}

/** The programs a check or hook needs, the shell of a shell form first. What it only tries, or looks up, is left out. */
export function neededBy(command: Command): readonly NeededProgram[] {
  const { form, shell = '/bin/sh', span } = command;
  const [first] = command.words;
  const shells: NeededProgram[] = [];
  if (form === 'shell') shells.push({ name: baseOf(shell), span });
  else if (command.script !== undefined && first !== undefined && isStandard(first.text)) {
    shells.push({ name: baseOf(first.text), span: first.span });
  }
  const steps = stepsOf(command);
  if (steps.some(({ name }) => name === 'command' || name === 'which' || name === 'type' || name === 'hash'))
    return shells;
  const others = (step: CheckStep) => steps.some((other) => other !== step && !isVerdict(other));
  const needed = steps.flatMap((step): readonly NeededProgram[] => {
    const [word] = step.words;
    if (word === undefined || !word.literal || !isStandard(word.text)) return [];
    // Where something else is tried after it, it may be missing.
    if (step.position.condition && others(step)) return [];
    return [{ name: baseOf(word.text), span: word.span }];
  });
  return [...shells, ...needed];
}

/** A step that only says how the check ends. */
function isVerdict({ name }: CheckStep): boolean {
  return name !== undefined && ['exit', 'true', 'false', ':', 'echo', 'printf', 'kill', 'return'].includes(name);
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A bare name, or one in a folder of the system; a program elsewhere is the application's own. */
function isStandard(path: string): boolean {
  return !path.includes('/') || /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$/.test(path);
}

/** True when a mount may bring a program: it lands on it, or on a folder of the search path. */
export function mayMount({ mounts }: Pick<Container, 'mounts'>, program: string): boolean {
  if (mounts.state !== 'set') return mounts.state === 'opaque';
  return mounts.value.some(
    ({ target }) => target === undefined || /(?:^|\/)s?bin\/?$/.test(target) || baseOf(target) === program,
  );
}
