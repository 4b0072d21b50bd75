import { variablesIn } from '../docker/shlex.js';
import type { Edit } from '../edit.js';
import { drop, put, together } from '../rule.js';
import type { Variable } from './container.js';
import type { Instruction, Stage } from './dockerfile.js';
import type { Document } from './document.js';

/**
 * Turns a build argument, or a variable of the image, into a secret mount of the one RUN that uses it. Undefined unless
 * that is sure: several steps use it, something else than RUN does, a stage above inherits it, the front end is too old,
 * or the program that will run in the image may read it.
 * Source: https://docs.docker.com/reference/dockerfile/#run---mounttypesecret (`env`, since 1.10)
 */
export function toSecretMount(document: Document, stage: Stage, variable: Variable): readonly Edit[] | undefined {
  const { name, nameSpan } = variable;
  if (document.stage.some(({ base }) => base.stage === stage) || !knowsSecretVariables(document)) return undefined;
  const after = stage.instructions.filter(({ span }) => span.start > nameSpan.end);
  const users = after.filter((instruction) => uses(document, instruction, name));
  const isShipped = variable.kind === 'env' && (stage.shipped || stage.underShipped);
  // A program may also read the variable by itself, so without a user in sight a single step is the one.
  const runs = users.length > 0 || isShipped ? users : after.filter(({ keyword }) => keyword === 'RUN');
  const [run] = runs;
  if (run === undefined || runs.length > 1 || run.keyword !== 'RUN') return undefined;
  const mount = run.flag('mount');
  if (mount.state !== 'unset') return undefined;
  return together(drop(variable.value), put(mount, `type=secret,id=${name},env=${name}`));
}

function uses({ text, directives }: Document, { span, keyword, words }: Instruction, name: string): boolean {
  const escapeCharacter = directives.find((directive) => directive.name === 'escape')?.value ?? '\\';
  const declaresAgain = keyword === 'ARG' && words.some((word) => word.text === name);
  return declaresAgain || variablesIn(text.slice(span.start, span.end), escapeCharacter).includes(name);
}

/** False when the file asks for a front end before 1.10. */
function knowsSecretVariables({ directives }: Document): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value ?? '';
  const minor = /^(?:docker\.io\/)?docker\/dockerfile:1\.(\d{1,3})(?:[.-]|$)/.exec(syntax)?.[1];
  return minor === undefined || Number(minor) >= 10;
}
