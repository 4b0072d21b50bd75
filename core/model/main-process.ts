import type { Edit } from '../edit.js';
import { isShell } from '../shell/invocation.js';
import type { ShellCommand } from '../shell/script.js';
import { baseName, unwrap } from '../shell/wrapper.js';
import { known, type Value } from '../value.js';
import type { Command, Word } from './command.js';
import type { Container } from './container.js';
import type { ImageReference } from './image.js';
import { factsOf } from './image-facts.js';

/** A shell that is process 1 and stays in front of the program it starts. */
export interface ShellInFront {
  /** Where the shell is written: the entry point or the command. */
  readonly value: Extract<Value<Command>, { state: 'set' }>;
  /** The command that runs for the life of the container. */
  readonly last: ShellCommand;
  /** True when the whole text is one simple command; some shells then replace themselves by it. */
  readonly simple: boolean;
}

/** Inits that pass signals on to whatever they start, or to all of it. */
const inits = new Set(['tini', 'dumb-init', 'catatonit', 's6-svscan', 'docker-init']);

/**
 * The shell that would get the stop signal instead of the program: the text of a shell form, or of `sh -c`, whose last
 * command is not started with `exec`. Undefined when there is none, when the text handles signals itself, and when it
 * cannot be known.
 */
export function shellInFront(container: Container): ShellInFront | undefined {
  const value = startedBy(container.entrypoint, container.command);
  if (value?.state !== 'set') return undefined;
  const { script, words, shell } = value.value;
  if (script === undefined || script.traps || script.problems.length > 0) return undefined;
  if (shell !== undefined && inits.has(programOf(words[0]?.text ?? ''))) return undefined;
  const last = lastingCommand(script.commands, container);
  // In a loop every run is a child: the shell is the program.
  if (last?.position.repeated) return undefined;
  if (last?.name === undefined || last.exec || inits.has(last.name)) return undefined;
  // `wait` means that the shell is the program; a remark that it has ended.
  if (last.name === 'wait' || endings.has(last.name) || settings.has(last.name)) return undefined;
  return { value, last, simple: script.simple };
}

/** Words about the end, said when the program is done. */
const remarks: ReadonlySet<string> = new Set(['echo', 'printf']);
/** What a text ends with when its program is done. */
const endings: ReadonlySet<string> = new Set([...remarks, 'exit', 'return', ':', 'true', 'false']);
/** What the shell does itself. */
const settings: ReadonlySet<string> = new Set(['cd', 'export', 'set', 'test', '[']);

/** The command the shell waits for at the end; of a pipeline the one that feeds it. An ending behind it is none. */
function lastingCommand(commands: readonly ShellCommand[], container: Container): ShellCommand | undefined {
  let index = commands.findLastIndex(({ position }) => position.last && !position.substitution);
  while (index > 0 && isEnding(commands[index])) {
    const before = commands.findLastIndex(({ position }, at) => at < index && !position.substitution);
    // Work that has an end is told by its last words, too, and nobody waits to stop it.
    if (!isRemark(commands[index]) && !isForEver(container, commands[before])) break;
    index = before;
  }
  while (index > 0 && commands[index]?.position.after === '|') {
    index = commands.findLastIndex(({ position }, at) => at < index && position.piped && !position.substitution);
  }
  return commands[index];
}

/** `; echo stopped`, `&& echo done`, `|| exit 1`: what only comes when the program before it has ended. */
function isEnding(command: ShellCommand | undefined): boolean {
  const { name = '', position } = command ?? {};
  return endings.has(name) && position?.after !== '|' && position?.after !== undefined;
}

/** `; echo stopped`, said whatever has become of the program. */
function isRemark(command: ShellCommand | undefined): boolean {
  return command?.position.after === ';' && remarks.has(command.name ?? '');
}

/**
 * True for a container that surely does not run to its end: it listens, its health is checked, it belongs to a
 * controller that starts it again, or its program is called a server.
 */
function isForEver(container: Container, program: ShellCommand | undefined): boolean {
  const { ports, liveness, readiness, workload } = container;
  const listens = (known(ports)?.length ?? 0) > 0 && isItsOwn(container, 'ports', 'expose');
  const isChecked = [liveness, readiness].some((probe) => known(probe) && known(probe)?.handler !== 'none');
  if (listens || (isChecked && isItsOwn(container, 'healthcheck'))) return true;
  if (workload?.format === 'kubernetes' && !workload.job && workload.kind !== 'Pod') return true;
  const [name = '', script = ''] = program?.words.map(({ text }) => baseName(text)) ?? [];
  return /^serve(?:r)?$/.test(name) || /^serve(?:r)?\.(?:[cm]?[jt]s|py|rb|php|pl)$/.test(script);
}

/** False for what a service of Compose shares with others through an anchor: a migration often shares all but the command. */
function isItsOwn({ workload }: Container, ...keys: readonly string[]): boolean {
  if (workload?.format !== 'compose') return true;
  return keys
    .map((key) => workload.spec.at(key))
    .some(({ kind, shared }) => (kind === 'map' || kind === 'list') && !shared);
}

/**
 * True when the shell makes way for its last command by itself, so that the signal gets there. bash does so since 5.1
 * for the last command of any list, unless it has redirections; busybox for a text on one line; dash never. A shell
 * that is not known may be one of the first two.
 */
export function replacesItself({ value, last, simple }: ShellInFront, image: Value<ImageReference>): boolean {
  const { shell = '', script, form } = value.value;
  if (!last.position.last || last.position.piped || last.position.background) return false;
  switch (shellKind(programOf(shell), image)) {
    case 'bash':
      return last.redirects.length === 0;
    case 'busybox':
      return isOneLine(script?.text ?? '');
    case 'dash':
      return false;
    case undefined:
      // Of an image that is not known, the shell form of its own Dockerfile is judged: the exec form is right anyway.
      return simple && form !== 'shell';
  }
}

function shellKind(shell: string, image: Value<ImageReference>): 'bash' | 'busybox' | 'dash' | undefined {
  if (shell === 'bash' || shell === 'zsh') return 'bash';
  if (shell === 'ash') return 'busybox';
  if (shell === 'dash') return 'dash';
  const facts = image.state === 'set' ? factsOf(image.value) : undefined;
  if (shell !== 'sh' || facts === undefined) return undefined;
  if (facts.has('ash') === true) return 'busybox';
  if (facts.has('dash') === true) return 'dash';
  return facts.has('bash') === true ? 'bash' : undefined;
}

/** Lines that a backslash or an open operator continues count as one. */
function isOneLine(text: string): boolean {
  return !text.replace(/(?:\\|&&|\|\|?)[ \t]{0,200}\r?\n/g, ' ').includes('\n');
}

/** The one of both whose text a shell reads. */
export function startedBy(entrypoint: Value<Command>, command: Value<Command>): Value<Command> | undefined {
  if (entrypoint.state === 'unset') return command;
  if (entrypoint.state !== 'set' || entrypoint.value.script !== undefined) return entrypoint;
  // `sh -c` as the entry point and its text as the command; any other program makes of its arguments what it likes.
  const isSplit = command.state === 'set' && command.value.form === 'exec' && command.value.script !== undefined;
  return isSplit && isShell(entrypoint.value.words[0]?.text ?? '') ? command : undefined;
}

/** Edits that let the program take the shell's place: the exec form where no shell is needed, else `exec` in front. */
export function withoutShell({ value, last, simple }: ShellInFront): readonly Edit[] | undefined {
  const { words, wrappers, assignments, redirects, position } = last;
  const plain = simple && wrappers.length + assignments.length + redirects.length === 0;
  const needsNoShell = plain && words.every(({ text, literal }) => literal && !/[*?[\]~]/.test(text));
  if (needsNoShell) {
    const edits = value.hole.put({ form: 'exec', words, script: undefined, shell: undefined, span: value.span });
    if (edits !== undefined) return edits;
  }
  const first = wrappers[0] ?? words[0];
  // In a pipeline every command is a child, with or without `exec`; and `exec` never comes to what stands behind it.
  if (first === undefined || position.piped || position.background || !position.last) return undefined;
  const { start } = first.span;
  return [{ span: { start, end: start }, text: 'exec ' }];
}

const programOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The words of the main process. Undefined where it is not known. */
export function mainLine({
  entrypoint,
  command,
}: Pick<Container, 'entrypoint' | 'command'>): readonly Word[] | undefined {
  if (entrypoint.state === 'opaque') return undefined;
  const parts = [known(entrypoint), known(command)].filter((part) => part !== undefined);
  const [front] = parts;
  if (front?.script !== undefined) return lastOf(front);
  // What the entry point makes of its arguments is its own affair; all that is asked for stands in front of them.
  const words = unwrap(parts.flatMap((part) => (part.script === undefined ? part.words : []))).words;
  const isPassedOn = baseName(words[0]?.text ?? '') === 'docker-entrypoint.sh';
  const line = isPassedOn ? unwrap(words.slice(1)).words : words;
  return line.length === 0 ? undefined : line;
}

function lastOf({ script }: Command): readonly Word[] | undefined {
  const last = script?.commands.find(({ position }) => position.last && !position.background && !position.piped);
  return last?.words;
}
