import type { Command } from './command.js';
import type { Container } from './container.js';
import type { Stage } from './dockerfile.js';
import { factsOf, type ImageUser } from './image-facts.js';
import { startedLines } from './settings-text.js';

/** Programs that start another one under a lesser user. */
const steps = ['gosu', 'su-exec', 'setpriv', 'runuser', 'su', 'chpst', 's6-setuidgid', 'dumb-su'];

/** True for `root`, `0`, and both with a group. */
export function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user.trim());
}

/** A user without rights: the one that the image has ready, else a number that no distribution gives away. */
export function lesserUser({ image }: Pick<Container, 'image'>): string {
  return (image.state === 'set' ? factsOf(image.value)?.spareUser : undefined) ?? '10001';
}

/** True when a command starts the program under a lesser user itself. */
function stepsDown({ script, words }: Command): boolean {
  const lines = script?.commands.map((command) => [...command.wrappers, ...command.words]) ?? [words];
  return lines.some((line) => line.some(({ text }) => steps.includes(text.split('/').at(-1) ?? '')));
}

/**
 * Who the process of a finished stage is. Undefined when that cannot be said: an unknown base image, a variable, a stage
 * that starts nothing and is only built on, or Windows.
 */
export function userOfStage(stage: Stage): ImageUser | undefined {
  const { container, rootImage, installed, platform } = stage;
  const { user, entrypoint, command } = container;
  if (platform === 'windows' || user.state === 'opaque') return undefined;
  const base = rootImage.state === 'set' ? factsOf(rootImage.value) : undefined;
  if (user.state === 'set' && !isRoot(user.value)) return 'nonroot';
  // The entry point of the base image is still the one that steps down.
  if (entrypoint.state === 'unset' && base?.user === 'steps-down') return 'steps-down';
  const started = [entrypoint, command].flatMap((value) => (value.state === 'set' ? [value.value] : []));
  if (started.some(stepsDown) || steps.some((program) => installed.has(program))) return 'steps-down';
  const startsNothing = started.length === 0 && (base === undefined || base.role === 'os' || base.role === 'runtime');
  if (user.state === 'set') return startsNothing && base !== undefined ? undefined : 'root';
  return startsNothing || base?.user === 'steps-down' ? undefined : base?.user;
}

/** True when a container says by itself that it does not run as root. */
export function setsLesserUser({ user, security: { runAsNonRoot, runAsUser } }: Container): boolean {
  if (runAsUser.state === 'set') return runAsUser.value > 0;
  if (runAsNonRoot.state === 'set' && runAsNonRoot.value) return true;
  return user.state === 'set' && !isRoot(user.value);
}

/** Programs whose work needs root: they give files to somebody, or change the kernel. */
const preparing = ['chown', 'chmod', 'chgrp', 'setfacl', 'sysctl', 'modprobe', 'mount', 'iptables', 'nft'];
/** What else stands in such a script. */
const harmless = ['mkdir', 'touch', 'echo', 'printf', 'true', 'ls', 'find', 'set', 'cp', 'rm', 'test', '['];

/** True for a step before the start whose very work needs root, and for a container that does nothing but such work. */
export function preparesHost({ role, job, entrypoint, command }: Container): boolean {
  const programs = startedLines({ entrypoint, command }).map((line) => line[0]?.text.split('/').at(-1) ?? '');
  if (!programs.some((program) => preparing.includes(program))) return false;
  return (
    role === 'init' || job || programs.every((program) => preparing.includes(program) || harmless.includes(program))
  );
}

/** True for a server that the image starts as root so that it may bind its port: as another user it needs a new set-up. */
export function isPlainServer(image: Container['image']): boolean {
  const facts = image.state === 'set' ? factsOf(image.value) : undefined;
  return facts?.user === 'root' && (facts.role === 'web' || facts.role === 'proxy');
}
