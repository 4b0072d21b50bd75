import type { ReportedFile } from './report.js';

/**
 * A name for each finding of a file that stays when lines move: it is made from the path, what it is about and its
 * turn among equals. Hexadecimal, 16 digits, in the order of the findings.
 *
 * @param path as the reader of the report knows the file, from the root of the repository where there is one.
 */
export function fingerprints({ findings }: Pick<ReportedFile, 'findings'>, path: string): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ identity }) => {
    const turn = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, turn);
    return hash(`${path} ${identity} ${turn}`);
  });
}

/** FNV-1a over UTF-16 code units, twice with different seeds: enough to tell findings apart, and no secret. */
export function hash(text: string): string {
  const half = (seed: number): string => {
    let value = seed;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x050c5d1f);
}
