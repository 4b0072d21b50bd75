import type { Container } from './container.js';
import type { Document } from './document.js';
import type { Workload } from './workload.js';

/** Kinds that every linter of manifests looks into. */
const usualKinds: ReadonlySet<string> = new Set(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'StatefulSet']);

/** Whether the other linters of manifests see a workload as we do: as a whole object of a kind that all of them know. */
export function isSeenByOthers({ format, partial, object }: Document, workload: Workload | undefined): boolean {
  return (
    format === 'kubernetes' &&
    partial === undefined &&
    object.length === 1 &&
    workload !== undefined &&
    usualKinds.has(workload.kind)
  );
}

/**
 * Whether Checkov tells a request that is missing: it gives no answer where there are resources and no requests at all.
 * Source: CPURequests.py and MemoryRequests.py of Checkov 3.3.
 */
export function isRequestForCheckov({ cursor }: Container): boolean {
  const resources = cursor?.at('resources');
  return resources?.kind === 'missing' || resources?.at('requests').kind === 'map';
}

/** True for the stage that is built when nobody names one: a check of the build sees it in any case. */
export function isLastStage({ stage }: Document, container: Container): boolean {
  return stage.at(-1)?.container === container;
}

/**
 * Names that the build check SecretsUsedInArgOrEnv takes for secrets.
 * Source: `validateNoSecretKey` in BuildKit, frontend/dockerfile/dockerfile2llb/convert.go.
 */
const buildkitSecret = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;

/** Whether that check tells a variable of this name. */
export function isSecretForBuildkit(name: string): boolean {
  return buildkitSecret.test(name) && !/(?:_|^)public(?:_|$)/i.test(name);
}
