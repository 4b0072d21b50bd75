import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import type { Cursor } from '../yaml/cursor.js';
import { scalarsOf, startScalars } from './command-scalar.js';
import type { Container } from './container.js';
import type { Document } from './document.js';
import type { CommandSecret } from './secret-command.js';
import { secretReference } from './secret-fix.js';
import { isSecretName, wordsOf } from './secret-name.js';
import { secretsOfContainer } from './secret-started.js';
import { partVariable } from './secret-variable.js';
import { appendTo } from './yaml-fix.js';

type Fix = readonly Edit[] | undefined;

/** Variables by which people know the secret of a program. */
const customary: readonly {
  readonly variable: string;
  readonly programs: readonly string[];
  /** Names, in lower case, that mean this secret whatever the program. */
  readonly names: readonly string[];
}[] = [
  {
    variable: 'REDIS_PASSWORD',
    programs: ['redis-server', 'redis-cli', 'valkey-server', 'valkey-cli'],
    names: ['requirepass', 'masterauth', 'rediscli_auth'],
  },
  {
    variable: 'MYSQL_PWD',
    programs: ['mysql', 'mysqldump', 'mysqladmin', 'mysqlimport', 'mariadb', 'mariadb-dump', 'mariadb-admin'],
    names: ['mysql_pwd'],
  },
  { variable: 'MONGO_PASSWORD', programs: ['mongosh', 'mongo', 'mongodump', 'mongorestore'], names: [] },
  { variable: 'SSHPASS', programs: ['sshpass'], names: [] },
];

/**
 * Takes the secret out of a command: Compose fills in a variable of the environment, Kubernetes one of the container,
 * which refers to a Secret. Undefined where the secret does not stand letter by letter, where nothing is filled in (exec
 * probes and hooks of Kubernetes), and where the variable would mix up two secrets.
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export function moveSecretFromCommand(document: Document, secret: CommandSecret): Fix {
  for (const container of document.container) {
    const scalar = scalarsRun(container).find(
      ({ span }) => span.start <= secret.span.start && secret.span.end <= span.end,
    );
    if (scalar === undefined) continue;
    return container.format === 'compose'
      ? toInterpolation(document, container, scalar, secret)
      : toExpansion(document, container, scalar, secret);
  }
  return undefined;
}

/** The texts of a container in which its format fills in variables before the container starts. */
function scalarsRun(container: Container): readonly Cursor[] {
  const { format, workload } = container;
  const started = startScalars(container);
  const cursor = container.cursor ?? workload?.spec;
  const further =
    format === 'compose' && cursor !== undefined
      ? [
          ...scalarsOf(['healthcheck.test'], cursor),
          ...cursor
            .at('pre_stop')
            .items()
            .flatMap((hook) => scalarsOf(['command'], hook)),
        ]
      : [];
  return [...started, ...further].map(({ scalar }) => scalar);
}

/** The secret becomes `${NAME:?}`, so that Compose refuses to start without it. */
function toInterpolation(
  { text, container: all }: Document,
  owner: Container,
  scalar: Cursor,
  secret: CommandSecret,
): Fix {
  // The variables of a project are those of all its services.
  const variable = variableFor(secret, owner, all);
  return variable !== undefined && isVerbatim(text, secret)
    ? scalar.part(secret.span).put(`\${${variable}:?}`)
    : undefined;
}

/** The secret becomes `$(NAME)`, and the container gets a variable of that name from a Secret. */
function toExpansion({ text }: Document, owner: Container, scalar: Cursor, secret: CommandSecret): Fix {
  const variable = variableFor(secret, owner, [owner]);
  if (variable === undefined || owner.cursor === undefined || !isVerbatim(text, secret)) return undefined;
  const isThere = owner.variables.some(({ name }) => name === variable);
  return together(
    scalar.part(secret.span).put(`$(${variable})`),
    isThere ? [] : appendTo(owner.cursor.at('env'), { name: variable, valueFrom: secretReference(owner, variable) }),
  );
}

function credentialOf({ word, part }: CommandSecret): string {
  return word.text.slice(part.start, part.end);
}

/** True when the span holds the secret letter by letter, and no dollar in front of it would escape the variable. */
function isVerbatim(text: string, secret: CommandSecret): boolean {
  const { start, end } = secret.span;
  return text.slice(start, end) === credentialOf(secret) && text[start - 1] !== '$';
}

/** A name for the variable that means nothing else to these containers; undefined where there is none. */
function variableFor(secret: CommandSecret, owner: Container, all: readonly Container[]): string | undefined {
  const credential = credentialOf(secret);
  const same = owner.variables.find(
    ({ name, value }) => isSecretName(name) && value.state === 'set' && value.value === credential,
  );
  return (
    same?.name ??
    namesFor(secret, owner).find((name) => !all.some((container) => hasOther(container, name, credential)))
  );
}

/** True when the name stands, or would stand, for something else than this secret. */
function hasOther(container: Container, name: string, credential: string): boolean {
  const isVariable = container.variables.some((variable) => {
    if (variable.name !== name) return false;
    if (variable.reference !== undefined) return variable.reference.kind !== 'Secret';
    return variable.value.state === 'set'
      ? variable.value.value !== credential
      : variable.value.state === 'opaque' && container.format === 'kubernetes';
  });
  return (
    isVariable ||
    secretsOfContainer(container).some(
      (other) => credentialOf(other) !== credential && namesFor(other, container).includes(name),
    )
  );
}

/** What people would call the variable: the general name, and one with the name of the container in front. */
function namesFor({ why, program, option = '', name }: CommandSecret, container: Container): readonly string[] {
  if (why === 'private-key') return [];
  const known = customary.find(
    ({ programs, names }) => programs.includes(program) || names.includes(name?.toLowerCase() ?? ''),
  );
  const owner = wordsOf(container.name).join('_').toUpperCase();
  const isAddress = why === 'url-credentials' || why === 'connection-string';
  // `//registry.example.com/:_authToken` is called by its end.
  const called = wordsOf(name?.split(/[:/]/).at(-1) ?? '')
    .join('_')
    .toUpperCase();
  const own = isAddress ? partVariable(called, { verdict: 'secret', why }) : called || 'TOKEN';
  const isTelling = own.includes('_') || own === option;
  return [...(known ? [known.variable] : isTelling ? [own] : []), `${owner}_${known?.variable ?? own}`].filter(
    (variable) => /^[A-Z_][A-Z0-9_]*$/.test(variable),
  );
}
