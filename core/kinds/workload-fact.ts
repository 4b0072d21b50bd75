import type { ContainerNote, FactOf, PlainFact } from '../index/facts.js';
import { backupsBy } from '../model/backup.js';
import type { Container } from '../model/container.js';
import { imageKey } from '../model/image-name.js';
import { readsAllVolumes } from '../model/log-agent.js';
import type { Workload } from '../model/workload.js';

/** Where a workload and its first container stand in the lists of their document. */
export interface Numbers {
  readonly at: number;
  readonly firstContainer: number;
}

/** The numbers of all workloads of a document, given in its order. */
export function numberWorkloads(workloads: readonly Workload[]): ReadonlyMap<Workload, Numbers> {
  let firstContainer = 0;
  return new Map(
    workloads.map((workload, at) => {
      const numbers = { at, firstContainer };
      firstContainer += workload.containers.length;
      return [workload, numbers];
    }),
  );
}

/** What others may ask about a workload. */
export function workloadFact(workload: Workload, numbers: ReadonlyMap<Workload, Numbers>): PlainFact {
  const { at, firstContainer } = numbers.get(workload) ?? { at: -1, firstContainer: 0 };
  const { format, kind, name, namespace, labels, containers, anchor: span } = workload;
  return {
    type: 'workload',
    at,
    format,
    kind,
    name,
    namespace,
    labels,
    ...namesOf(workload),
    backups: [...backupsBy(workload)],
    containers: containers.map((container, i) => noteOf(container, firstContainer + i)),
    span,
  };
}

function noteOf({ image, build, mounts }: Container, at: number): ContainerNote {
  return {
    at,
    image: image.state === 'set' ? imageKey(image.value) : undefined,
    builds: build.state === 'set',
    readsAll: readsAllVolumes({ image, mounts }),
  };
}

/** Source: https://docs.docker.com/reference/compose-file/services/#aliases */
function namesOf({ format, name, cursor }: Workload): Pick<FactOf<'workload'>, 'hosts' | 'containerName'> {
  if (format !== 'compose') return { hosts: [], containerName: undefined };
  const networks = cursor.at('networks').entries();
  const aliases = networks.flatMap((network) => network.cursor.at('aliases').items());
  const written = [cursor.at('hostname'), ...aliases].flatMap((each) => each.scalar ?? []);
  return { hosts: [name, ...written], containerName: cursor.at('container_name').scalar };
}
