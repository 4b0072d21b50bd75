import type { Cursor } from '../yaml/cursor.js';
import type { Container } from './container.js';
import type { Document } from './document.js';
import { readKubernetesQuantity } from './quantity.js';

const mebibyte = 2 ** 20;

/** An amount that its platform refuses, or that cannot be meant. */
export interface AmountSlip {
  readonly cursor: Cursor;
  readonly written: string;
  /** What takes its place; undefined when it may have meant anything. */
  readonly meant: string | number | undefined;
  /** What it amounts to, when it can be read. */
  readonly bytes?: number;
}

/** Places of Compose that take a number of cores. */
const cpuPaths = [['cpus'], ['deploy', 'resources', 'limits', 'cpus'], ['deploy', 'resources', 'reservations', 'cpus']];

/** Cores of Compose that are written in the way of Kubernetes: text below `deploy`, a number beside the image. */
export function milliCpus({ format, workload }: Container): readonly AmountSlip[] {
  if (format !== 'compose' || workload === undefined) return [];
  return cpuPaths.flatMap((path): readonly AmountSlip[] => {
    const [first = '', ...rest] = path;
    const cursor = rest.length === 0 ? workload.spec.at(first) : workload.spec.at(first, ...rest);
    const written = textOf(cursor);
    if (!/^\d{1,6}m$/.test(written)) return [];
    const cores = Number.parseInt(written, 10) / 1000;
    return [{ cursor, written, meant: rest.length === 0 ? cores : String(cores) }];
  });
}

/** Amounts of a container that are no quantity, with which Kubernetes refuses the pod: `512MB`, `1g`, `256mi`. */
export function unreadableAmounts({ format, cursor }: Container): readonly AmountSlip[] {
  if (format !== 'kubernetes' || cursor === undefined) return [];
  return (['limits', 'requests'] as const).flatMap((side) =>
    cursor
      .at('resources', side)
      .entries()
      .flatMap(({ name, cursor: amount }) => unreadable(amount, name === 'cpu' ? meantCpu : meantBinary)),
  );
}

/** Sizes of volumes and of the disk of a container: no quantity, or of thousandths of a byte. */
export function oddStorage({ container, workload, object }: Document): readonly AmountSlip[] {
  const claims = [
    ...object.filter(({ kind, group }) => kind === 'PersistentVolumeClaim' && group === '').map(({ cursor }) => cursor),
    ...workload.flatMap(({ cursor }) => cursor.at('spec', 'volumeClaimTemplates').items()),
  ];
  const volumes = workload.flatMap(({ format, spec }) => (format === 'kubernetes' ? spec.at('volumes').items() : []));
  const disks = container.flatMap(({ format, cursor }) =>
    format === 'kubernetes' && cursor
      ? [cursor.at('resources', 'limits', 'ephemeral-storage'), cursor.at('resources', 'requests', 'ephemeral-storage')]
      : [],
  );
  const sizes = [
    ...claims.map((claim) => claim.at('spec', 'resources', 'requests', 'storage')),
    ...volumes.map((volume) => volume.at('emptyDir', 'sizeLimit')),
  ];
  return [
    ...sizes.flatMap((size) => unreadable(size, meantBinary)),
    ...[...sizes, ...disks].flatMap((cursor) => {
      const written = textOf(cursor);
      const bytes = readKubernetesQuantity(written);
      const number = /^(\d{1,6})m$/.exec(written)?.[1];
      return bytes !== undefined && number !== undefined ? [{ cursor, written, meant: `${number}Mi`, bytes }] : [];
    }),
  ];
}

/** Bytes for each of a hundred cores; no machine of that size comes with less than 1 GiB for each. */
const leastForCore = 32 * mebibyte;

/**
 * True for a round number of a hundred cores or more beside hardly any memory, which was meant in thousandths: `250` and
 * `128Mi`. Machines of that size exist, and their sizes are other numbers: 96, 128, 192.
 */
export function coresWithoutMemory({ limits, requests }: Container, written: string): boolean {
  const cores = /^\d{3,4}$/.test(written) ? Number(written) : 0;
  const sizes = [limits.memory, requests.memory].flatMap((memory) => (memory.state === 'set' ? [memory.value] : []));
  const isRead = limits.memory.state !== 'opaque' && requests.memory.state !== 'opaque';
  const most = isRead ? Math.max(0, ...sizes) : 0;
  return cores >= 100 && cores % 50 === 0 && most > 0 && most < cores * leastForCore;
}

/** MiB for `512m` and for a bare `512`; undefined for what may mean anything. */
export function meantBytes(written: string): number | undefined {
  const number = Number(/^(\d{1,6})m?$/.exec(written)?.[1]);
  return number >= 16 ? number * mebibyte : undefined;
}

function unreadable(cursor: Cursor, meant: (text: string) => string | undefined): readonly AmountSlip[] {
  const written = textOf(cursor);
  // What another tool fills in is not known yet.
  if (!/^\d[\d.]*\s?[A-Za-z]+$/.test(written) || readKubernetesQuantity(written) !== undefined) return [];
  return [{ cursor, written, meant: meant(written) }];
}

/** `1g`, `512MB`, `256mib` and `64K` all mean the binary unit. */
function meantBinary(written: string): string | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s?([kmgt])(?:b|i|ib)?$/i.exec(written) ?? [];
  return number === undefined || unit === undefined ? undefined : `${number}${unit.toUpperCase()}i`;
}

function meantCpu(written: string): string | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s?(m|)(?:cpus?|cores?|illicores?|illis?)$/i.exec(written) ?? [];
  return number === undefined ? undefined : `${number}${unit ? 'm' : ''}`;
}

const textOf = (cursor: Cursor): string => cursor.scalar ?? '';
