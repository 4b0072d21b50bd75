import { type Expanded, expand, type Lookup } from '../docker/shlex.js';

/** A variable at some point of the build. An undefined value cannot be known. */
interface Binding {
  readonly name: string;
  readonly kind: 'env' | 'arg';
  readonly value: string | undefined;
  /** The one that was set before it. */
  readonly before: Binding | undefined;
}

/**
 * The variables at one place of a Dockerfile; an instruction that sets one gives a new scope. They are a list, not a
 * map, for a map would be copied at each ENV: setting is common, and only a text with a dollar asks.
 */
export interface Scope {
  readonly last: Binding | undefined;
  /** True when a name that is not here surely has no value: nothing but `scratch` lies below. */
  readonly closed: boolean;
}

/** Arguments the builder supplies. Source: "Automatic platform ARGs in the global scope", Dockerfile reference. */
const automatic: ReadonlySet<string> = new Set([
  ...['TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT'],
  ...['BUILDPLATFORM', 'BUILDOS', 'BUILDARCH', 'BUILDVARIANT', 'TARGETSTAGE'],
]);

/** The scope before the first FROM. */
export const globalScope: Scope = { last: undefined, closed: true };

/** The scope a stage begins with: that of the stage it is built on, or nothing known of its image. */
export function stageScope(parent: Scope | undefined, isScratch: boolean): Scope {
  return parent ?? { last: undefined, closed: isScratch };
}

/** The scope after an ARG; `global` is undefined before the first FROM. A bare name takes the value of the global one; ENV of the same name stays stronger. */
export function withArgument(
  scope: Scope,
  name: string,
  value: Expanded | undefined,
  global: Scope | undefined,
): Scope {
  const existing = find(scope, name);
  if (existing?.kind === 'env') return scope;
  const inherited = global && find(global, name)?.value;
  const own = value ? (value.literal ? value.text : undefined) : inherited;
  return bind(scope, name, 'arg', automatic.has(name) ? undefined : own);
}

/** The scope after an ENV. */
export function withVariable(scope: Scope, name: string, value: Expanded): Scope {
  return bind(scope, name, 'env', value.literal ? value.text : undefined);
}

function bind({ last, closed }: Scope, name: string, kind: Binding['kind'], value: string | undefined): Scope {
  return { last: { name, kind, value, before: last }, closed };
}

function find({ last }: Scope, name: string): Binding | undefined {
  let binding = last;
  while (binding !== undefined && binding.name !== name) binding = binding.before;
  return binding;
}

/** A text as the builder takes it: quotes removed, variables replaced where they are known. */
export function expandIn(scope: Scope, text: string, escapeCharacter: string): Expanded {
  return expand(text, escapeCharacter, lookupIn(scope));
}

function lookupIn(scope: Scope): Lookup {
  return (name) => {
    const binding = find(scope, name);
    if (binding) return binding.value === undefined ? undefined : { value: binding.value };
    const isSupplied = automatic.has(name) || /^(?:https?|ftp|no|all)_proxy$/i.test(name) || name === 'PATH';
    return scope.closed && !isSupplied ? { value: undefined } : undefined;
  };
}
