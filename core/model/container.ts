import type { Span } from '../span.js';
import type { Hole, Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Command } from './command.js';
import type { Format } from './format.js';
import type { ImageReference } from './image.js';
import type { LabelEntry } from './label.js';
import type { Workload } from './workload.js';

/**
 * `main` runs for the life of the workload; `init` runs before it and ends; `sidecar` runs beside it from before its
 * start (a Kubernetes init container that restarts always); `build` is a stage that is not shipped.
 */
export type Role = 'main' | 'init' | 'sidecar' | 'build';

/**
 * What every format says about one container. A field the format cannot express is opaque, so that no rule calls it
 * missing. Values are effective: what a pod, a parent stage, an extended service or a merge key supplies is here, with
 * `via` telling so.
 */
export interface Container {
  readonly format: Format;
  /** Container or service name; for a stage its name, else its number. */
  readonly name: string;
  /** Where to point for the container as a whole: its name, its service key, its FROM. */
  readonly anchor: Span;
  readonly role: Role;
  /** True for work that runs to its end: jobs, migrations, one-shot services. Never true when in doubt. */
  readonly job: boolean;
  /** The workload it belongs to; a Dockerfile stage has none. */
  readonly workload: Workload | undefined;
  readonly image: Value<ImageReference>;
  /** Where Compose builds the image from; opaque elsewhere. */
  readonly build: Value<Build>;
  readonly entrypoint: Value<Command>;
  readonly command: Value<Command>;
  /** Environment of the running container, build arguments of a stage included (see `Variable.kind`). */
  readonly variables: readonly Variable[];
  /** True when more variables may come from a place we cannot read (`env_file`, `envFrom`, the base image). */
  readonly variablesOpen: boolean;
  readonly ports: Value<readonly Port[]>;
  readonly user: Value<string>;
  readonly security: Security;
  readonly limits: Resources;
  readonly requests: Resources;
  /** Resource settings at the level of the pod or the namespace apply to all containers and may supply the above. */
  readonly liveness: Value<Probe>;
  readonly readiness: Value<Probe>;
  readonly startup: Value<Probe>;
  readonly stop: Stop;
  readonly restart: Value<string>;
  readonly logging: Value<Logging>;
  readonly mounts: Value<readonly Mount[]>;
  readonly labels: readonly LabelEntry[];
  /** Services this one waits for; opaque where the format has no such thing. */
  readonly dependencies: Value<readonly Dependency[]>;
  /** Where it is described in YAML, for what only one format has; absent for a stage. */
  readonly cursor?: Cursor;
}

/** `build:` of a Compose service. Paths are as written, relative to the Compose file. */
export interface Build {
  readonly context: Value<string>;
  readonly dockerfile: Value<string>;
  readonly target: Value<string>;
  readonly args: readonly Variable[];
}

/** An environment variable or build argument. */
export interface Variable {
  readonly kind: 'env' | 'arg';
  readonly name: string;
  readonly nameSpan: Span;
  /** Unset when only the name is written (the value is passed through); opaque when it comes from elsewhere. */
  readonly value: Value<string>;
  /** Set when the value is taken from a ConfigMap or Secret. */
  readonly reference: VariableReference | undefined;
}

export interface VariableReference {
  readonly kind: 'Secret' | 'ConfigMap' | 'field';
  readonly name: string | undefined;
  readonly key: string | undefined;
}

export interface Port {
  /** Undefined when it is a variable or a range. */
  readonly number: number | undefined;
  readonly name: string | undefined;
  readonly protocol: string;
  /** The port on the host, where one is published. */
  readonly published: number | undefined;
  readonly span: Span;
}

export interface Security {
  readonly privileged: Value<boolean>;
  readonly runAsNonRoot: Value<boolean>;
  /** Numeric user id; user names stand in `Container.user`. */
  readonly runAsUser: Value<number>;
  readonly readOnlyRoot: Value<boolean>;
  readonly allowEscalation: Value<boolean>;
  readonly addedCapabilities: Value<readonly string[]>;
  readonly droppedCapabilities: Value<readonly string[]>;
}

/** Amounts of one container. A limit of zero or less means none and reads as unset. */
export interface Resources {
  /** Bytes. */
  readonly memory: Value<number>;
  /** Millicores. */
  readonly cpu: Value<number>;
}

/** A health check. Absent durations are the platform's defaults, with `via: 'default'`. All times in seconds. */
export interface Probe {
  /** `none`: the check is switched off on purpose. */
  readonly handler: 'exec' | 'http' | 'tcp' | 'grpc' | 'none' | 'unknown';
  readonly command: Command | undefined;
  /** Writes another command and leaves the times as they are; declines for a probe that runs none. */
  readonly commandHole: Hole<Command>;
  /** Writes what another probe asks and leaves the times as they are; declines where only a command can be asked. */
  readonly questionHole: Hole<Probe>;
  readonly http: HttpTarget | undefined;
  /** What a grpc handler asks for by name. */
  readonly service?: string;
  /** Port of a tcp or grpc handler, as written: a number or the name of a container port. */
  readonly port: Value<string> | undefined;
  readonly interval: Value<number>;
  readonly timeout: Value<number>;
  /** Start period (Docker, Compose) or initial delay (Kubernetes). */
  readonly startDelay: Value<number>;
  readonly startInterval: Value<number>;
  /** Failures in a row until the check counts as failed. */
  readonly retries: Value<number>;
  readonly span: Span;
}

export interface HttpTarget {
  readonly scheme: string;
  readonly host: Value<string>;
  readonly path: Value<string>;
  /** As written: a number or the name of a container port. */
  readonly port: Value<string>;
  readonly headers: readonly HttpHeader[];
}

/** A header that a probe sends; undefined for what cannot be read. */
export interface HttpHeader {
  readonly name: string | undefined;
  readonly value: string | undefined;
}

export interface Stop {
  /** Signal name with its SIG prefix in capitals where known (`SIGTERM`), else as written. */
  readonly signal: Value<string>;
  /** Seconds between the signal and SIGKILL. `via: 'default'` when the platform's default holds. */
  readonly grace: Value<number>;
  readonly preStop: Value<Hook>;
}

export interface Hook {
  readonly command: Command | undefined;
  /** Seconds of the `sleep` action. */
  readonly sleep: number | undefined;
}

export interface Logging {
  /** Undefined when the daemon's default holds. */
  readonly driver: Value<string>;
  readonly options: readonly LabelEntry[];
}

export interface Mount {
  readonly kind: 'volume' | 'bind' | 'tmpfs' | 'config' | 'secret' | 'claim' | 'ephemeral' | 'anonymous' | 'unknown';
  /** Path in the container. Undefined when it is a variable. */
  readonly target: string | undefined;
  /** Volume name, host path or claim name, as written. */
  readonly source: string | undefined;
  readonly readOnly: boolean;
  readonly span: Span;
}

export interface Dependency {
  readonly service: string;
  /** `service_started`, `service_healthy`, `service_completed_successfully`. */
  readonly condition: Value<string>;
  readonly span: Span;
}
