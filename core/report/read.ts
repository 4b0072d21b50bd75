import { type Format, type Level, levels } from '../model/format.js';
import type { Range } from '../span.js';
import type { ReportedFile, ReportedFinding, ReportedPlace, Unchecked } from './report.js';

/** What a printed report holds beside its totals, which are counted anew. */
export interface ReadReport {
  readonly version: string;
  readonly files: readonly ReportedFile[];
  readonly unchecked: readonly Unchecked[];
}

/**
 * Reads what `printJson` printed, the shape of `schema/report.schema.json`. Throws a `WrongReport` that names the place
 * of what has another shape.
 */
export function readReport(text: string): ReadReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new WrongReport(error instanceof Error ? error.message : String(error));
  }
  const report = new Reader(value, '');
  return {
    version: report.at('version').string(),
    files: report.at('files').list(readFile),
    unchecked: report.at('unchecked').list(readUnchecked),
  };
}

/** A text that is no report; the message says where. */
export class WrongReport extends Error {}

const formats: readonly Format[] = ['dockerfile', 'compose', 'kubernetes', 'prometheus', 'seaworthy'];

function readFile(file: Reader): ReportedFile {
  return {
    path: file.at('path').string(),
    kind: file.at('kind').oneOf(formats),
    findings: file.at('findings').list(readFinding),
    // Only needed where lines of the file are shown, and here there is no file.
    maskedLines: [],
  };
}

function readFinding(finding: Reader): ReportedFinding {
  return {
    rule: finding.at('rule').string(),
    severity: finding.at('severity').oneOf<Level>(levels),
    message: finding.at('message').string(),
    identity: finding.at('identity').string(),
    range: readRange(finding.at('range')),
    fixable: finding.at('fixable').boolean(),
    fix: finding.at('fix').optional((fix) => fix.oneOf(['safe', 'unsafe'] as const)),
    related: finding.at('related').optional((related) => related.list(readPlace)) ?? [],
  };
}

function readPlace(place: Reader): ReportedPlace {
  return {
    path: place.at('path').string(),
    note: place.at('note').string(),
    range: place.at('range').optional(readRange),
  };
}

function readUnchecked(one: Reader): Unchecked {
  return {
    path: one.at('path').string(),
    reason: one.at('reason').string(),
    range: one.at('range').optional(readRange),
  };
}

function readRange(range: Reader): Range {
  const position = (name: string) => {
    const one = range.at(name);
    return { line: one.at('line').count(), character: one.at('character').count() };
  };
  return { start: position('start'), end: position('end') };
}

/** A value of unknown shape, with the way that leads to it. */
class Reader {
  readonly #value: unknown;
  readonly #way: string;

  constructor(value: unknown, way: string) {
    this.#value = value;
    this.#way = way;
  }

  at(name: string): Reader {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value))
      throw this.#wrong('an object');
    return new Reader(Reflect.get(this.#value, name), this.#way === '' ? name : `${this.#way}.${name}`);
  }

  string(): string {
    if (typeof this.#value !== 'string') throw this.#wrong('a string');
    return this.#value;
  }

  boolean(): boolean {
    if (typeof this.#value !== 'boolean') throw this.#wrong('true or false');
    return this.#value;
  }

  count(): number {
    if (typeof this.#value !== 'number' || !Number.isSafeInteger(this.#value) || this.#value < 0) {
      throw this.#wrong('a whole number');
    }
    return this.#value;
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const found = words.find((word) => word === this.#value);
    if (found === undefined) throw this.#wrong(words.join(', '));
    return found;
  }

  list<T>(read: (item: Reader) => T): readonly T[] {
    if (!Array.isArray(this.#value)) throw this.#wrong('a list');
    return this.#value.map((item, index) => read(new Reader(item, `${this.#way}[${index}]`)));
  }

  optional<T>(read: (value: Reader) => T): T | undefined {
    return this.#value === undefined ? undefined : read(this);
  }

  #wrong(wanted: string): WrongReport {
    return new WrongReport(`${this.#way === '' ? 'the report' : this.#way}: wanted ${wanted}`);
  }
}
