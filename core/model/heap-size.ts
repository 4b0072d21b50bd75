const kibi = 1024;

/** Bytes of one unit, by the unit in lower case. The empty unit is what a bare number counts. */
export type UnitTable = Readonly<Record<string, number>>;

export const unitTables: Readonly<Record<'go' | 'redis' | 'postgres' | 'mysql', UnitTable>> = {
  go: { '': 1, b: 1, kib: kibi, mib: kibi ** 2, gib: kibi ** 3, tib: kibi ** 4 },
  redis: { '': 1, b: 1, k: 1e3, kb: kibi, m: 1e6, mb: kibi ** 2, g: 1e9, gb: kibi ** 3 },
  postgres: { '': 8 * kibi, b: 1, kb: kibi, mb: kibi ** 2, gb: kibi ** 3, tb: kibi ** 4 },
  mysql: { '': 1, k: kibi, m: kibi ** 2, g: kibi ** 3, t: kibi ** 4 },
};

/** A whole number with a unit of the table, in bytes. */
export function readUnits(text: string, units: UnitTable): number | undefined {
  const match = /^["']?(\d{1,15})\s?([a-z]{0,3})["']?$/i.exec(text.trim());
  const unit = match?.[2]?.toLowerCase();
  if (!match || unit === undefined || !Object.hasOwn(units, unit)) return undefined;
  return Number(match[1]) * (units[unit] ?? 0);
}

/** A size of the JVM in bytes: `512m`, `2G`, `1073741824`. */
export function readJvmSize(text: string): number | undefined {
  return readUnits(text, { '': 1, k: kibi, m: kibi ** 2, g: kibi ** 3, t: kibi ** 4 });
}
