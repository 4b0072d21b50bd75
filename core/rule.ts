import { type Edit, overlap } from './edit.js';
import type { Index } from './index/index.js';
import type { Conventions } from './model/conventions.js';
import type { Document, DocumentPlace, SubjectName, SubjectTypes } from './model/document.js';
import type { Format, Level, Pillar } from './model/format.js';
import type { Span } from './span.js';
import type { Argument, Text } from './text.js';
import type { Value } from './value.js';

/** `recommended` is on by default, `strict` on request, `off` until a configuration names the rule. */
export type Preset = 'recommended' | 'strict' | 'off';

/** `safe`: the running system behaves the same, so it may be applied unasked. `unsafe`: a person confirms it. */
export type FixSafety = 'safe' | 'unsafe' | 'none';

/** The texts of a rule. `fix` is the title of its fix; every key beside the three known ones is a message. */
export interface TextTable {
  readonly summary: Text;
  readonly why: Text;
  readonly fix?: Text;
  readonly [message: string]: Text | undefined;
}

type Placeholder<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type MessageKey<T> = Exclude<keyof T, 'summary' | 'why' | 'fix'> & string;
type English<T, K extends keyof T> = T[K] extends { readonly en: infer S extends string } ? S : never;
type FixTitle<T> = T extends { readonly fix: { readonly en: infer S extends string } } ? Placeholder<S> : never;
/** Messages that list names and nothing else. */
type ListKey<T> = {
  [K in MessageKey<T>]: Placeholder<English<T, K>> extends 'names'
    ? 'names' extends Placeholder<English<T, K>>
      ? K
      : never
    : never;
}[MessageKey<T>];
type Filled<Names extends string> = [Names] extends [never]
  ? { readonly with?: Readonly<Record<string, Argument>> }
  : { readonly with: Readonly<Record<Names, Argument>> };

/** What a rule yields: where, which message, with which values, and how to cure it. */
export type Report<T extends TextTable = TextTable> = {
  [K in MessageKey<T>]: Filled<Placeholder<English<T, K>> | FixTitle<T>> & {
    /** The smallest span that can be changed to cure it, in the document's own offsets. */
    readonly at: Span;
    readonly say: K;
    /** Other places that explain the finding. */
    readonly also?: readonly Related[];
    /** When this finding is louder or quieter than the rule. */
    readonly level?: Level;
    /**
     * Those of the rule's `same` under which another tool, run as it comes, tells this very finding by itself. None when
     * in doubt: whoever names the tool in `beside` hears nothing of the finding from us.
     */
    readonly toldAs?: readonly string[];
    /**
     * Set where the same holds for nearly all of its kind: those that nobody has suppressed are then told as one finding,
     * at this place and in these words, with the `name` of each.
     */
    readonly common?: { readonly at: Span; readonly say: ListKey<T> };
    /** Computed when somebody asks for it. `undefined`: no fix for this one. */
    readonly fix?: () => readonly Edit[] | undefined;
  };
}[MessageKey<T>];

/** A place that belongs to a finding, with a word on why. A bare span is one of the same document. */
export interface Related {
  readonly place: DocumentPlace | Span;
  readonly note: Text;
}

/** What a rule is given beside its subject. */
export interface Context<Options> {
  readonly options: Options;
  readonly document: Document;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** What the project says about its images and labels. */
  readonly conventions: Conventions;
}

export interface WorkspaceContext<Options> extends Context<Options> {
  readonly index: Index;
}

export type OptionValue = string | number | boolean | readonly string[];
export type OptionTable = Readonly<Record<string, OptionValue>>;

interface Head<On extends SubjectName, T extends TextTable, Options extends OptionTable> {
  /** `<thing>-<fault>`, equal to the file's name; never reused. */
  readonly id: string;
  readonly on: On;
  readonly kinds: readonly Format[];
  /** Topic of the course that explains it; none for what is no question of production. */
  readonly topic?: string;
  readonly pillar: Pillar;
  readonly preset: Preset;
  readonly level: Level | Partial<Readonly<Record<Format, Level>>>;
  readonly fix: FixSafety;
  /** Options with their defaults. */
  readonly options?: Options;
  /** Ids of the same rule in other tools, `tool:ID`. */
  readonly same?: readonly string[];
  /** Rules whose finding on an overlapping span makes this one superfluous: one cause, one finding. */
  readonly yieldsTo?: readonly string[];
  /** True when the span of a finding holds a secret: no printer then shows the text of its lines. */
  readonly sensitive?: boolean;
  readonly since: string;
  readonly text: T;
}

/**
 * What a rule says of one subject. Undefined says nothing: a rule that looks at thousands of things in one subject gives it
 * behind each, so that it can be laid down there, and stopped where it takes too long.
 */
type Reports<T extends TextTable> = Iterable<Report<T> | undefined>;

export type Definition<On extends SubjectName, T extends TextTable, Options extends OptionTable> =
  | (Head<On, T, Options> & {
      readonly scope?: 'document';
      check(subject: SubjectTypes[On], context: Context<Options>): Reports<T>;
    })
  | (Head<On, T, Options> & {
      readonly scope: 'workspace';
      check(subject: SubjectTypes[On], context: WorkspaceContext<Options>): Reports<T>;
    });

/** A rule as the engine sees it, its types forgotten. */
export interface Rule extends Head<SubjectName, TextTable, OptionTable> {
  readonly scope: 'document' | 'workspace';
  readonly options: OptionTable;
  readonly same: readonly string[];
  readonly yieldsTo: readonly string[];
  readonly sensitive: boolean;
  check(subject: SubjectTypes[SubjectName], context: WorkspaceContext<OptionTable>): Reports<TextTable>;
}

/** Declares a rule. The types hold messages to their placeholders and options to their defaults. */
export function rule<
  On extends SubjectName,
  const T extends TextTable,
  const Options extends OptionTable = Record<never, never>,
>(definition: Definition<On, T, Widened<Options>>): Rule {
  // The engine only hands a rule the subjects it asked for, so forgetting the types here is sound.
  return { scope: 'document', options: {}, same: [], yieldsTo: [], sensitive: false, ...definition } as unknown as Rule;
}

/** Literal option defaults stand for their types. */
type Widened<O> = {
  readonly [K in keyof O]: O[K] extends string
    ? string
    : O[K] extends number
      ? number
      : O[K] extends boolean
        ? boolean
        : O[K] extends readonly string[]
          ? readonly string[]
          : O[K];
};

/** The level a rule has in a format, before configuration. */
export function levelOf(rule: Pick<Rule, 'level'>, format: Format): Level {
  return typeof rule.level === 'string' ? rule.level : (rule.level[format] ?? 'warning');
}

/** Edits that write a value in its place, or `undefined` when the place declines. */
export function put<T>(value: Value<T>, written: T): readonly Edit[] | undefined {
  return value.hole.put(written);
}

/** Edits that remove a value with its key, instruction or list item. */
export function drop(value: Value<unknown>): readonly Edit[] | undefined {
  return value.hole.drop();
}

/**
 * Edits that add an item to a list value.
 * @public
 */
export function append<Item>(value: Value<readonly Item[]>, item: Item): readonly Edit[] | undefined {
  return value.hole.append(item);
}

/** Several edits as one fix; `undefined` when one of them declines or two clash, for half a fix is none. */
export function together(...parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    edits.push(...part);
  }
  return overlap(edits) ? undefined : edits;
}
