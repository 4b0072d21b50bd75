/**
 * Amounts as each format spells them. Readers give `undefined` for text that the format cannot read; printers give text
 * that the reader of the same format reads back. Memory is in bytes, cpu in millicores, durations in seconds.
 */

const kibi = 1024;

/** Suffixes of a Kubernetes quantity. Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity */
const kubernetesSuffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: kibi,
  Mi: kibi ** 2,
  Gi: kibi ** 3,
  Ti: kibi ** 4,
  Pi: kibi ** 5,
  Ei: kibi ** 6,
};

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)/;

/** A Kubernetes quantity in its base unit: bytes, cores, items. `128m` of memory is 0.128 bytes, as written. */
export function readKubernetesQuantity(text: string): number | undefined {
  const number = decimal.exec(text)?.[0];
  if (number === undefined) return undefined;
  const suffix = text.slice(number.length);
  if (/^[eE][+-]?\d+$/.test(suffix)) return finite(Number(number + suffix));
  if (!Object.hasOwn(kubernetesSuffixes, suffix)) return undefined;
  return finite(settle(Number(number) * (kubernetesSuffixes[suffix] ?? 1), 9));
}

/** Memory or storage of Kubernetes in bytes: `256Mi`, `1e3`, `128m`, `1073741824`. */
export function readKubernetesMemory(text: string): number | undefined {
  return readKubernetesQuantity(text);
}

/** Cpu of Kubernetes in millicores: `500m`, `0.5`, `1`. */
export function readKubernetesCpu(text: string): number | undefined {
  const cores = readKubernetesQuantity(text);
  return cores === undefined ? undefined : settle(cores * 1000, 6);
}

/**
 * Bytes of Compose: `b`, `k`, `kb`, `kib` and so on up to `p` in any case, all of them binary; a bare number is bytes.
 * `256Mi` is read as well: the engine refuses it, yet nobody can mistake what is meant.
 * Source: "Specifying byte values" of the Compose specification; RAMInBytes of https://pkg.go.dev/github.com/docker/go-units
 */
export function readComposeBytes(text: string): number | undefined {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)) ?(?:b|([kmgtp])(?:ib|b|i)?)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const power = match[2] === undefined ? 0 : 'kmgtp'.indexOf(match[2].toLowerCase()) + 1;
  return finite(Math.trunc(Number(match[1]) * kibi ** power));
}

/** Cpus of Compose, a decimal number of cores, in millicores: `0.5`, `"1.50"`, `2`. */
export function readComposeCpus(text: string): number | undefined {
  const trimmed = text.trim();
  if (decimal.exec(trimmed)?.[0] !== trimmed) return undefined;
  return finite(settle(Number(trimmed) * 1000, 6));
}

const goUnits: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const composeUnits: Readonly<Record<string, number>> = { ...goUnits, d: 86_400, w: 604_800 };

/** A Go duration in seconds: `1m30s`, `90s`, `1.5h`, `500ms`, `0`. Source: https://pkg.go.dev/time#ParseDuration */
export function readGoDuration(text: string): number | undefined {
  return readDuration(text, goUnits);
}

/**
 * A Compose duration in seconds: a Go duration that may also use days and weeks. A bare number has no unit and is
 * refused. Source: "Specifying durations" of the Compose specification; compose-go parses with go-str2duration.
 */
export function readComposeDuration(text: string): number | undefined {
  return readDuration(text.trim(), composeUnits);
}

function readDuration(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const negative = text.startsWith('-');
  const amount = negative || text.startsWith('+') ? text.slice(1) : text;
  if (amount === '0') return 0;
  const part = /(\d+(?:\.\d*)?|\.\d+)([a-zµμ]+)/y;
  let total = 0;
  while (part.lastIndex < amount.length) {
    const match = part.exec(amount);
    const unit = match?.[2];
    if (!match || unit === undefined || !Object.hasOwn(units, unit)) return undefined;
    total += Number(match[1]) * (units[unit] ?? 0);
  }
  if (amount === '') return undefined;
  return finite(settle(negative ? -total : total, 9));
}

/** Bytes for Kubernetes, in the largest binary unit that divides them: `256Mi`. */
export function printKubernetesMemory(bytes: number): string {
  return printBinary(bytes, ['', 'Ki', 'Mi', 'Gi', 'Ti']);
}

/** Bytes for Compose, whose units are binary: `256M`. */
export function printComposeBytes(bytes: number): string {
  return printBinary(bytes, ['', 'K', 'M', 'G']);
}

/** Millicores for Kubernetes: `500m`, and whole cores as `2`. */
export function printKubernetesCpu(millicores: number): string {
  const whole = Math.ceil(millicores);
  return whole % 1000 === 0 ? String(whole / 1000) : `${whole}m`;
}

/** Millicores for Compose, as a decimal number of cores: `0.5`. */
export function printComposeCpus(millicores: number): string {
  return String(Math.ceil(millicores) / 1000);
}

/** Seconds as every format here reads them: `30s`, `1m30s`, `2h`, `500ms`. Rounded to milliseconds. */
export function printDuration(seconds: number): string {
  let rest = Math.round(Math.abs(seconds) * 1000);
  if (rest === 0) return '0s';
  const parts: string[] = [];
  for (const [unit, size] of durationUnits) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return `${seconds < 0 ? '-' : ''}${parts.join('')}`;
}

const durationUnits = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

function printBinary(bytes: number, units: readonly string[]): string {
  let amount = Math.ceil(bytes);
  let power = 0;
  while (amount !== 0 && amount % kibi === 0 && power < units.length - 1) {
    amount /= kibi;
    power++;
  }
  return `${amount}${units[power] ?? ''}`;
}

/** Drops what binary fractions add behind the smallest digit that can be written. */
function settle(value: number, digits: number): number {
  if (Number.isInteger(value) || Math.abs(value) > 2 ** 40) return value;
  return Number(value.toFixed(digits));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
