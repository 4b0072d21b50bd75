import { known, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Workload } from './workload.js';

/** How a new version takes the place of the old one. */
export interface Rollout {
  /**
   * `rolling`: some at a time. `ordered`: one after the other, the last one first (StatefulSet). `nodes`: node by node
   * (DaemonSet). `recreate`: all old ones end before the first new one begins.
   */
  readonly kind: 'rolling' | 'ordered' | 'nodes' | 'recreate';
  readonly replicas: number;
  /** Copies that serve at the worst moment; of a DaemonSet, nodes that are without one. */
  readonly least: number;
  /** Copies that run at the fullest moment. */
  readonly most: number;
  /** How many times copies are replaced. */
  readonly rounds: number;
  /** Seconds that one round lasts at least: delays before the first check of readiness, and the wait after it. */
  readonly round: number;
}

/**
 * Undefined where a part of it cannot be known, and for kinds that do not roll.
 * Sources: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy,
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies,
 * https://docs.docker.com/reference/compose-file/deploy/#update_config
 */
export function rolloutOf(workload: Workload, replicas: Value<number> = workload.replicas): Rollout | undefined {
  const count = known(replicas);
  const spec = workload.cursor.at('spec');
  const type = (field: string): string | undefined => textAt(spec.at(field, 'type'), 'RollingUpdate');
  switch (workload.kind) {
    case 'Deployment':
      return count === undefined ? undefined : deployment(workload, spec, count, type('strategy'));
    case 'StatefulSet': {
      if (count === undefined || type('updateStrategy') !== 'RollingUpdate') return undefined;
      const unavailable = amountAt(spec.at('updateStrategy', 'rollingUpdate', 'maxUnavailable'), '1', count, 'up');
      const round = secondsOfRound(workload, spec);
      if (unavailable === undefined || unavailable < 1 || round === undefined) return undefined;
      return { kind: 'ordered', replicas: count, ...rolling(count, 0, unavailable), round };
    }
    case 'DaemonSet': {
      if (type('updateStrategy') !== 'RollingUpdate') return undefined;
      const unavailable = textAt(spec.at('updateStrategy', 'rollingUpdate', 'maxUnavailable'), '1');
      const round = secondsOfRound(workload, spec);
      if (unavailable === undefined || !/^\d+$/.test(unavailable) || round === undefined) return undefined;
      return { kind: 'nodes', replicas: 1, least: Number(unavailable), most: 1, rounds: 1, round };
    }
    case 'service':
      return count === undefined ? undefined : service(workload, count);
    default:
      return undefined;
  }
}

function deployment(workload: Workload, spec: Cursor, replicas: number, type: string | undefined): Rollout | undefined {
  const round = secondsOfRound(workload, spec);
  if (round === undefined) return undefined;
  if (type === 'Recreate') return { kind: 'recreate', replicas, least: 0, most: replicas, rounds: 1, round };
  if (type !== 'RollingUpdate') return undefined;
  const surge = amountAt(spec.at('strategy', 'rollingUpdate', 'maxSurge'), '25%', replicas, 'up');
  const down = amountAt(spec.at('strategy', 'rollingUpdate', 'maxUnavailable'), '25%', replicas, 'down');
  if (surge === undefined || down === undefined || replicas < 1) return undefined;
  // Where both come to nothing, one pod is taken down, else nothing would move.
  const unavailable = surge === 0 && down === 0 ? 1 : down;
  return { kind: 'rolling', replicas, ...rolling(replicas, surge, unavailable), round };
}

/** Swarm. Compose alone replaces the containers of a service without regard to it. */
function service({ cursor }: Workload, replicas: number): Rollout | undefined {
  const config = cursor.at('deploy', 'update_config');
  if (config.kind !== 'map' || replicas < 1) return undefined;
  const written = textAt(config.at('parallelism'), '1');
  const order = textAt(config.at('order'), 'stop-first');
  if (written === undefined || !/^\d+$/.test(written) || order === undefined) return undefined;
  const together = Math.min(written === '0' ? replicas : Number(written), replicas);
  const isStartFirst = order === 'start-first';
  const parts = isStartFirst ? rolling(replicas, together, 0) : rolling(replicas, 0, together);
  return { kind: 'rolling', replicas, ...parts, round: 0 };
}

function rolling(replicas: number, surge: number, unavailable: number) {
  return {
    least: Math.max(0, replicas - unavailable),
    most: replicas + surge,
    rounds: Math.ceil(replicas / (surge + Math.min(unavailable, replicas))),
  };
}

/** Undefined when one of the delays cannot be known. */
function secondsOfRound({ containers }: Workload, spec: Cursor): number | undefined {
  const settled = textAt(spec.at('minReadySeconds'), '0');
  if (settled === undefined || !/^\d+$/.test(settled)) return undefined;
  const waits = containers.map(({ role, startup, readiness }) => {
    if (role === 'init') return 0;
    const delays = [startup, readiness].map((probe) =>
      probe.state === 'unset' ? 0 : probe.state === 'set' ? known(probe.value.startDelay) : undefined,
    );
    return delays.reduce<number | undefined>(
      (sum, delay) => (sum === undefined || delay === undefined ? undefined : sum + delay),
      0,
    );
  });
  const certain = waits.filter((wait) => wait !== undefined);
  return certain.length < waits.length ? undefined : Math.max(0, ...certain) + Number(settled);
}

/** A written scalar, the default where nothing is written, undefined where that cannot be said. */
function textAt(cursor: Cursor, fallback: string): string | undefined {
  if (cursor.kind === 'missing' || cursor.kind === 'null') return fallback;
  return cursor.scalar;
}

/** A number of copies, or a percentage of them: surges are rounded up, absences down. */
function amountAt(cursor: Cursor, fallback: string, replicas: number, round: 'up' | 'down'): number | undefined {
  const text = textAt(cursor, fallback);
  const match = text === undefined ? null : /^(\d{1,6})(%?)$/.exec(text);
  if (match === null) return undefined;
  if (match[2] === '') return Number(match[1]);
  const share = (replicas * Number(match[1])) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}
