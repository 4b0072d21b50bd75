import type { Edit } from '../edit.js';
import { onceRead } from '../kept.js';
import { contains, type Span, shift } from '../span.js';
import { placeOf, type Value } from '../value.js';
import type { Container, Variable } from './container.js';
import type { Document } from './document.js';
import { type FoundSecret, judgeText, type SecretReason, tells } from './secret.js';
import { moveSecretFromCommand } from './secret-command-fix.js';
import { moveSecret, toBuildSecret } from './secret-fix.js';
import { toSecretMount } from './secret-mount.js';
import { secretsInCommands } from './secret-started.js';
import { findTokens } from './secret-token.js';
import { isForDevelopment } from './secret-variable.js';

/** A credential that is known by its shape, with where in the model it stands. */
export interface TokenUse extends FoundSecret {
  /** What it is called: the variable, the key or the option; undefined where nothing stands before it. */
  readonly name: string | undefined;
  /** The variable it is the value of, in the container that has it. */
  readonly owner: VariableOwner | undefined;
}

/** A variable or build argument, in the container it is written for. */
export interface VariableOwner {
  readonly container: Container;
  readonly variable: Variable;
}

/**
 * Tokens of known providers, private keys and JSON Web Tokens anywhere in a document, comments and broken parts included:
 * a shape that only a credential has needs no structure round it. Names that say that everybody may see the value
 * take JSON Web Tokens and keys of web pages out.
 */
export const tokensIn: (document: Document) => readonly TokenUse[] = onceRead(readTokens);

function readTokens(document: Document): readonly TokenUse[] {
  return findTokens(document.text).flatMap((token): readonly TokenUse[] => {
    const owner = variableAt(document, token.span);
    const name = owner?.variable.name ?? nameBefore(document.text, token.span.start);
    return name !== undefined && !tells(token, name) ? [] : [{ ...token, name, owner }];
  });
}

/** The variable or build argument that a place lies in. */
function variableAt({ container: containers }: Document, span: Span): VariableOwner | undefined {
  for (const container of containers) {
    const args = container.build.state === 'set' ? container.build.value.args : [];
    const variable = [...container.variables, ...args].find(
      ({ value }) => value.state !== 'unset' && contains(placeOf(value), span),
    );
    if (variable !== undefined) return { container, variable };
  }
  return undefined;
}

/** The key, variable or option that is written in front of a value on its line. */
function nameBefore(text: string, start: number): string | undefined {
  const line = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 200), start);
  const nearest = /([A-Za-z_][\w.-]{0,80})["']?\s{0,20}[:=](?!\/\/)\s{0,20}[^\s:=]{0,80}$/.exec(line)?.[1];
  // The token stands inside an address.
  return nearest ?? /([A-Za-z_][\w.-]{0,80})["']?\s{0,20}[:=](?!\/\/)\s{0,20}\S{0,80}$/.exec(line)?.[1];
}

/** Takes a token out of the file, where it stands in a variable, a build argument or a command. */
export function moveToken(document: Document, { span, owner }: TokenUse): readonly Edit[] | undefined {
  if (owner !== undefined) return moveVariable(document, owner);
  const inCommand = secretsInCommands(document).find((secret) => contains(secret.span, span));
  return inCommand && moveSecretFromCommand(document, inCommand);
}

/** Takes the secret of a variable or build argument out of the file. */
export function moveVariable(document: Document, { container, variable }: VariableOwner): readonly Edit[] | undefined {
  const stage = document.stage.find((each) => each.container === container);
  if (stage !== undefined) return toSecretMount(document, stage, variable);
  return variable.kind === 'arg'
    ? toBuildSecret(document, container, variable)
    : moveSecret(document, container, variable);
}

/** A URL or connection string with a password in it, in a variable or a label. */
export interface ConnectionUse extends FoundSecret {
  readonly name: string;
  /** True when it is only what a variable falls back to. */
  readonly fallback: boolean;
  /** The variable it is the value of; undefined for a label. */
  readonly owner: VariableOwner | undefined;
}

/**
 * Passwords of URLs and connection strings in variables and in labels. Those of commands, build arguments and ConfigMaps
 * are told with what else stands there.
 */
export function connectionsIn(document: Document): readonly ConnectionUse[] {
  const variables = document.container.flatMap((container) =>
    container.variables.flatMap((variable): readonly ConnectionUse[] => {
      const { kind, name, value, reference } = variable;
      if (kind !== 'env' || reference !== undefined || isElsewhere(value)) return [];
      return connectionsAt(document, placeOf(value), name).map((use) => ({ ...use, owner: { container, variable } }));
    }),
  );
  const labels = document.label.flatMap(({ name, value }) =>
    isElsewhere(value) || document.format !== 'compose' ? [] : connectionsAt(document, placeOf(value), name),
  );
  return [...variables, ...labels];
}

/** True when there is no value, or one that is told where it is written. */
function isElsewhere(value: Value<string>): boolean {
  return value.state === 'unset' || (value.state === 'set' && value.via === 'inherited');
}

/** Read as it is written, so that the place of the password is known and what variables supply stays unknown. */
function connectionsAt({ text }: Document, { start, end }: Span, name: string): readonly ConnectionUse[] {
  const written = text.slice(start, end);
  return judgeText(written)
    .filter(({ why }) => isConnection(why))
    .map((found) => ({
      ...found,
      name,
      fallback: /^["']?\$\{/.test(written),
      owner: undefined,
      span: shift(found.span, start),
    }));
}

/** True for what is known by the shape of an address. */
export function isConnection(why: SecretReason): boolean {
  return why === 'url-credentials' || why === 'connection-string';
}

/**
 * True where a secret does less harm: in a file for development, and in a builder stage, whose variables stay in the cache
 * of the build.
 */
export function isLessExposed({ path, stage }: Document, container: Container | undefined): boolean {
  const isBuilder = stage.some((each) => each.container === container && !each.shipped && !each.underShipped);
  return isBuilder || isForDevelopment(path);
}
