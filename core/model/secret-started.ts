import { once, onceRead } from '../kept.js';
import type { ShellScript } from '../shell/script.js';
import type { Command } from './command.js';
import type { Container } from './container.js';
import type { Instruction } from './dockerfile.js';
import type { Document } from './document.js';
import { type CommandSecret, findSecretInAssignment, findSecretsInCommand } from './secret-command.js';
import { isForBuild } from './secret-value.js';
import { startedLines } from './settings-text.js';

/** Credentials in everything that a document runs: build steps, entry points, commands, health checks, hooks. */
export const secretsInCommands: (document: Document) => readonly CommandSecret[] = onceRead(ofDocument);

function ofDocument(document: Document): readonly CommandSecret[] {
  const found =
    document.format === 'dockerfile'
      ? document.instruction.flatMap(ofInstruction)
      : document.container.flatMap(secretsOfContainer);
  // A word may be reached as part of the line and on its own.
  const places = new Map(found.map((secret) => [`${secret.span.start}-${secret.span.end}`, secret]));
  return [...places.values()];
}

function ofInstruction(instruction: Instruction): readonly CommandSecret[] {
  const { script, command, trigger } = instruction;
  if (script === undefined && command === undefined && trigger === undefined) return [];
  return [
    // A step of a build may only want some value to start.
    ...(script === undefined
      ? []
      : ofScript(script).filter(({ word, part }) => !isForBuild(word.text.slice(part.start, part.end)))),
    ...(command === undefined ? [] : ofCommand(command)),
    ...(trigger === undefined ? [] : ofInstruction(trigger)),
  ];
}

/** Credentials in everything that one container runs. */
export const secretsOfContainer: (container: Container) => readonly CommandSecret[] = once(ofContainer);

function ofContainer(container: Container): readonly CommandSecret[] {
  const { entrypoint, command, liveness, readiness, startup, stop } = container;
  const scripts = [entrypoint, command].flatMap((value) => (value.state === 'set' ? (value.value.script ?? []) : []));
  const probes = [liveness, readiness, startup].flatMap((probe) =>
    probe.state === 'set' ? (probe.value.command ?? []) : [],
  );
  const hooks = stop.preStop.state === 'set' ? (stop.preStop.value.command ?? []) : [];
  return [
    ...startedLines(container).flatMap(findSecretsInCommand),
    ...scripts.flatMap(ofAssignments),
    ...[...probes, ...[hooks].flat()].flatMap(ofCommand),
  ];
}

function ofCommand({ script, words }: Command): readonly CommandSecret[] {
  return script === undefined ? findSecretsInCommand(words) : ofScript(script);
}

function ofScript(script: ShellScript): readonly CommandSecret[] {
  return [...script.commands.flatMap(({ words }) => findSecretsInCommand(words)), ...ofAssignments(script)];
}

/** `PGPASSWORD=… pg_dump`. */
function ofAssignments({ commands }: ShellScript): readonly CommandSecret[] {
  return commands.flatMap(({ assignments }) =>
    assignments.flatMap(({ name, value }) => (value && findSecretInAssignment(name, value)) ?? []),
  );
}
