/** The version of the product. A test holds it to `package.json`. */
export const version = '0.1.0';

/** True when a version comes after another. One that leaves its last number out stands for all with the same beginning. */
export function isNewer(one: string, other: string): boolean {
  const own = one.split('.').map(Number);
  for (const [at, number] of other.split('.').map(Number).entries()) {
    const difference = (own[at] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return false;
}
