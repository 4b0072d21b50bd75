import type { Fact } from '../index/facts.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import type { Text } from '../text.js';
import type { Hole } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import type { RepeatedKey } from '../yaml/document.js';
import type { Container } from './container.js';
import type { Instruction, ParserDirective, Stage } from './dockerfile.js';
import type { Format } from './format.js';
import type { KubernetesObject } from './kubernetes.js';
import type { LabelUse } from './label.js';
import type { AlertRule, Promotion, QueryUse, RecordingRule, RelabelStep, ScrapeJob } from './prometheus.js';
import type { SettingProblem } from './setting.js';
import type { Suppression } from './suppression.js';
import type { Workload } from './workload.js';

/** What a rule may ask for with `on`. */
export interface SubjectTypes {
  readonly document: Document;
  readonly workload: Workload;
  readonly container: Container;
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly object: KubernetesObject;
  readonly alert: AlertRule;
  readonly recording: RecordingRule;
  readonly query: QueryUse;
  readonly scrape: ScrapeJob;
  readonly relabel: RelabelStep;
  readonly label: LabelUse;
  readonly promotion: Promotion;
  readonly suppression: Suppression;
  readonly setting: SettingProblem;
}

export type SubjectName = keyof SubjectTypes;

/** Subjects that no reader can build: the engine makes them from what the rules found and from what rules there are. */
export type EngineSubject = 'suppression' | 'setting';

/** Subjects that a document lists. */
export type ListedSubject = Exclude<SubjectName, 'document' | EngineSubject>;

/** The subjects of one document, each list built when it is first asked for. `document` is the document itself. */
export type Subjects = { readonly [Name in ListedSubject]: readonly SubjectTypes[Name][] };

/** Something that could not be parsed. */
export interface Problem {
  readonly span: Span;
  /** The English text; `text` is the same in both languages. */
  readonly message: string;
  readonly text: Text;
}

/** A comment, and the node or instruction that a directive in it would cover. */
export interface Comment {
  /** Without `#` and the blanks around. */
  readonly text: string;
  readonly span: Span;
  /** False when something stands before it on its line. */
  readonly ownLine: boolean;
  /**
   * The node with its subtree, or the instruction, that begins on the next line that is neither blank nor comment; within
   * an instruction of several lines, that line.
   */
  readonly next: Span | undefined;
  /** The stage that begins there, in a Dockerfile. */
  readonly nextStage: Span | undefined;
}

/** A suppression that is written as data: an annotation of a Kubernetes object. */
export interface AnnotationEntry {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  /** What it covers. */
  readonly owner: Span;
}

/** A place in a document of the workspace. The span is the document's own. */
export interface DocumentPlace {
  readonly document: Document;
  readonly span: Span;
}

/** Why absence means nothing in this document. */
export type PartialReason = 'override' | 'patch' | 'template' | 'broken';

/**
 * The unit of work: a Dockerfile, or one document of a YAML stream. All offsets are those of `text`; `base` leads to
 * the file and is all that ever changes. Everything is computed when first asked for and kept until the document rests.
 */
export interface Document extends Subjects {
  readonly path: string;
  readonly text: string;
  readonly base: number;
  readonly format: Format;
  /** `rules`, `scrape`, `alertmanager`, `promtail`, `collector`, `fluent-bit`, `exporter`, `targets` in Prometheus files; the object's kind; otherwise empty. */
  readonly variant: string;
  readonly partial: PartialReason | undefined;
  /** True for a long definition of which only the head was read, for no rule has a say in the rest. */
  readonly skimmed: boolean;
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
  readonly annotations: readonly AnnotationEntry[];
  /** Keys that one of its mappings holds twice. None in a Dockerfile. */
  readonly repeatedKeys: readonly RepeatedKey[];
  readonly directives: readonly ParserDirective[];
  readonly facts: readonly Fact[];
  /** Computes in steps what its facts and most of its subjects are made from, so that asking for them takes little time. */
  ahead(): Steps<void>;
  /** Its model as it was read: another one after it has rested. What is made of the model is kept by this. */
  readonly reading: object;
  /**
   * The top of a Compose file, or of the configuration of a server or agent, for what belongs to no service and to no
   * job: top-level volumes and secrets, `alerting`. Absent elsewhere.
   */
  readonly root?: Cursor | undefined;
  /** The place behind it in its stream, where `put` writes further documents. Absent where there are no streams. */
  readonly following?: Hole<readonly Plain[]> | undefined;
  /** Where findings about the whole document point: `services`, the object's kind, the last FROM. */
  readonly anchor: Span;
}
