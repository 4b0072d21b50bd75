import type { Resources } from '../model/container.js';
import { printComposeBytes, printComposeCpus, readComposeBytes, readComposeCpus } from '../model/quantity.js';
import { opaque, unset, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { isPresent, pick, type Service } from './compose-service.js';
import { isFilled, readAmount } from './compose-values.js';

/** Keys of the short style, which sets resources on the service itself. */
export const shortKeys = ['mem_limit', 'mem_reservation', 'cpus'];

/**
 * Limits and reservations of a service. Both the `deploy.resources` and the short style count with `docker compose up`;
 * what is missing is written in the style that the service or its file already has.
 * Source: https://docs.docker.com/reference/compose-file/deploy/#resources
 */
export function readResources(
  service: Service,
  fileUsesShortStyle: boolean,
): { readonly limits: Resources; readonly requests: Resources } {
  const short = usesShortStyle(service) || (!usesDeploy(service) && fileUsesShortStyle);
  const both = (deploy: Value<number>, own: Value<number>): Value<number> => either(deploy, own, short);
  return {
    limits: {
      memory: both(memory(service, 'deploy', 'resources', 'limits', 'memory'), memory(service, 'mem_limit')),
      cpu: withQuota(both(deployCpu(service, 'deploy', 'resources', 'limits', 'cpus'), ownCpu(service)), service),
    },
    requests: {
      memory: both(
        memory(service, 'deploy', 'resources', 'reservations', 'memory'),
        memory(service, 'mem_reservation'),
      ),
      cpu: deployCpu(service, 'deploy', 'resources', 'reservations', 'cpus'),
    },
  };
}

/** True for a service that says its limits beside the image, not under `deploy`. */
export function usesShortStyle(service: Service): boolean {
  return shortKeys.some((key) => isPresent(service, key));
}

function usesDeploy(service: Service): boolean {
  return isPresent(service, 'deploy', 'resources');
}

/** The amount that is set; when neither is, the place where the style of the file would have it. */
function either(deploy: Value<number>, own: Value<number>, short: boolean): Value<number> {
  const [first, second] = short ? [own, deploy] : [deploy, own];
  return first.state === 'unset' && second.state !== 'unset' ? second : first;
}

function memory(service: Service, ...path: readonly string[]): Value<number> {
  return positive(service, path, (field) => readAmount(field, readComposeBytes, printComposeBytes));
}

function deployCpu(service: Service, ...path: readonly string[]): Value<number> {
  return positive(service, path, (field) => readAmount(field, readComposeCpus, printComposeCpus));
}

function ownCpu(service: Service): Value<number> {
  return positive(service, ['cpus'], (field) =>
    readAmount(field, readComposeCpus, (value) => Number(printComposeCpus(value))),
  );
}

/** Zero and less mean no limit. */
function positive(service: Service, path: readonly string[], read: (field: Cursor) => Value<number>): Value<number> {
  const value = pick(service, path, read);
  return value.state === 'set' && value.value <= 0 ? unset(value.span, value.hole) : value;
}

/** Other ways to hold back the cpu: by a quota, whose meaning depends on the period of the host, or to some of its cores. */
const quotaKeys = ['cpu_quota', 'cpuset', 'cpu_percent', 'cpu_count'];

/** A cpu that one of those limits is limited, though nobody can say to how much. */
function withQuota(cpu: Value<number>, service: Service): Value<number> {
  if (cpu.state !== 'unset') return cpu;
  for (const key of quotaKeys) {
    const quota = pick(service, [key], (field) =>
      isFilled(field) ? opaque<number>(field.span) : unset<number>(cpu.anchor),
    );
    if (quota.state !== 'unset') return quota;
  }
  return cpu;
}
