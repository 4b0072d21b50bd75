import type { Container } from '../model/container.js';
import { parseImage } from '../model/image.js';
import { printDuration, readComposeDuration } from '../model/quantity.js';
import { signalName } from '../model/signal.js';
import type { Workload } from '../model/workload.js';
import { opaque, set, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { imageOrBuild, readBuild } from './compose-build.js';
import { readArguments, readEntrypoint, readPreStop } from './compose-command.js';
import { readDependencies } from './compose-depends.js';
import { extendedCursor } from './compose-extended.js';
import { readHealthcheck } from './compose-health.js';
import { isJob } from './compose-job.js';
import { readLogging } from './compose-logging.js';
import { readMounts } from './compose-mounts.js';
import { mergedPairs, variablesOf } from './compose-pairs.js';
import { readPorts } from './compose-ports.js';
import { readResources } from './compose-resources.js';
import { readSecurity, readUser } from './compose-security.js';
import { isPresent, pick, type Service } from './compose-service.js';
import { escaped, readAmount, readCount, readText, resolvedText } from './compose-values.js';
import { mapped, orDefault } from './kubernetes-values.js';

/** Seconds from the stop signal to SIGKILL. Source: `stop_grace_period` of the Compose specification. */
const defaultGrace = 10;

/** What a service needs to know of the others. */
export interface Project {
  /** Whether any service has its limits beside the image, so that new ones go there, too. */
  readonly usesShortStyle: boolean;
  /** Services that others wait for until they have ended. */
  readonly completed: ReadonlySet<string>;
  /** The top of the file, everything in which another file may complete. */
  readonly unseen: Cursor;
}

/** A service as a workload of one container; a service that a provider runs has none. */
export function readWorkload(service: Service, path: string, project: Project): Workload {
  const entrypoint = readEntrypoint(service);
  const command = readArguments(service, entrypoint);
  const restart = readRestart(service);
  const job = isJob(service, { entrypoint, command, restart }, project.completed);
  const grace = orDefault(
    pick(service, ['stop_grace_period'], (field) => readAmount(field, readComposeDuration, printDuration)),
    defaultGrace,
  );
  const unseen = service.open ? project.unseen.at('services', service.name) : undefined;
  const cursor = extendedCursor(service.layers, unseen);
  const labels = mergedPairs(service, 'labels').entries;
  const containers: Container[] = [];
  const workload: Workload = {
    format: 'compose',
    path,
    kind: 'service',
    name: service.name,
    namespace: undefined,
    anchor: service.anchor,
    job,
    replicas: readReplicas(service),
    grace,
    labels: new Map(labels.map(({ name, value }) => [name, value.state === 'set' ? value.value : undefined])),
    containers,
    cursor,
    spec: cursor,
  };
  if (isPresent(service, 'provider')) return workload;
  const environment = mergedPairs(service, 'environment');
  const { limits, requests } = readResources(service, project.usesShortStyle);
  containers.push({
    format: 'compose',
    name: service.name,
    anchor: service.anchor,
    role: 'main',
    job,
    workload,
    image: imageOrBuild(readImage(service), service),
    build: readBuild(service),
    entrypoint,
    command,
    variables: variablesOf(environment, 'env'),
    variablesOpen: environment.open || isPresent(service, 'env_file'),
    ports: readPorts(service),
    user: readUser(service),
    security: readSecurity(service),
    limits,
    requests,
    liveness: readHealthcheck(service),
    // A health check of Docker says that a container is alive; nothing routes by it.
    readiness: opaque(service.anchor),
    startup: opaque(service.anchor),
    stop: {
      signal: pick(service, ['stop_signal'], (field) => mapped(readText(field), signalName, (name) => name)),
      grace,
      preStop: readPreStop(service),
    },
    restart,
    logging: readLogging(service),
    mounts: readMounts(service),
    labels,
    dependencies: readDependencies(service),
  });
  return workload;
}

function readImage(service: Service): Container['image'] {
  return pick(service, ['image'], (field) =>
    field.read(
      (scalar) => {
        const text = resolvedText(scalar);
        return text === undefined ? undefined : parseImage(text);
      },
      ({ text }) => escaped(text),
    ),
  );
}

/** `deploy.replicas`, else `scale`. A global service has as many copies as the cluster has nodes. */
function readReplicas(service: Service): Value<number> {
  const mode = pick(service, ['deploy', 'mode'], readText);
  if (mode.state === 'opaque' || (mode.state === 'set' && mode.value.startsWith('global')))
    return opaque(service.anchor);
  const replicas = pick(service, ['deploy', 'replicas'], readCount);
  const scale = pick(service, ['scale'], readCount);
  return orDefault(replicas.state === 'unset' && scale.state !== 'unset' ? scale : replicas, 1);
}

/**
 * When the container is started again, in the words of `restart`. `deploy.restart_policy` takes its place; without a
 * condition it means another thing to Compose than to Swarm, and is unknown.
 */
function readRestart(service: Service): Value<string> {
  const own = pick(service, ['restart'], readText);
  if (!isPresent(service, 'deploy', 'restart_policy')) return own;
  const condition = pick(service, ['deploy', 'restart_policy', 'condition'], readText);
  if (condition.state !== 'set') return opaque(service.anchor);
  const word = conditionWords[condition.value];
  if (word === undefined) return opaque(condition.span);
  const { span, key, via } = condition;
  return set(word, span, { key, via });
}

const conditionWords: Readonly<Record<string, string | undefined>> = {
  any: 'always',
  'on-failure': 'on-failure',
  none: 'no',
};
