import type { Index } from '../index/index.js';
import { lazy } from '../kinds/document.js';
import type { Container } from '../model/container.js';
import type { Conventions } from '../model/conventions.js';
import type { Document } from '../model/document.js';
import { factsOf, type ImageRole } from '../model/image-facts.js';
import { canonicalName } from '../model/image-name.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import { nameOf } from '../model/path.js';
import type { AlertRule, QueryUse, RecordingRule, ScrapeJob } from '../model/prometheus.js';
import type { Workload } from '../model/workload.js';
import { type Place, type Span, shift } from '../span.js';
import type { EvidenceFile, EvidenceKind } from './evidence-files.js';
import { readPipeline, type Step } from './pipeline.js';

/** Something of the model with the document it stands in. */
export interface Seen<T> {
  readonly it: T;
  readonly document: Document;
}

/** What the items of the checklist look at: the whole workspace, ignored files left out. Everything is computed once. */
export interface Survey {
  readonly index: Index;
  readonly documents: readonly Document[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly workloads: readonly Seen<Workload>[];
  /** Containers that run, in Compose and Kubernetes: main ones, init containers and jobs included. */
  readonly containers: readonly Seen<Container>[];
  /** Containers that run for good and are not the server of a known image: what the people here wrote themselves. */
  readonly applications: readonly Seen<Container>[];
  /** Databases, brokers, caches, search engines and object stores that run for good. */
  readonly stores: readonly Seen<Container>[];
  readonly objects: readonly Seen<KubernetesObject>[];
  readonly alerts: readonly Seen<AlertRule>[];
  readonly recordings: readonly Seen<RecordingRule>[];
  readonly queries: readonly Seen<QueryUse>[];
  readonly scrapes: readonly Seen<ScrapeJob>[];
  /** What the pipelines run. */
  readonly steps: readonly Step[];
  /** What the project says about the images and labels of a file. */
  conventionsOf(path: string): Conventions;
  files(kind: EvidenceKind): readonly EvidenceFile[];
}

/** Steps by the file they were read from, for as long as that does not change. */
export type KeptSteps = WeakMap<EvidenceFile, readonly Step[]>;

/** A survey of documents and evidence files. */
export function createSurvey(
  index: Index,
  documents: readonly Document[],
  evidence: readonly EvidenceFile[],
  today: string,
  kept: KeptSteps,
  conventionsOf: Survey['conventionsOf'],
): Survey {
  const each = <T>(list: (document: Document) => readonly T[]) =>
    lazy(() => documents.flatMap((document) => list(document).map((it) => ({ it, document }))));
  const workloads = each(({ workload }) => workload);
  const containers = each(({ workload }) => workload.flatMap((one) => one.containers));
  const objects = each(({ object }) => object);
  const alerts = each(({ alert }) => alert);
  const recordings = each(({ recording }) => recording);
  const queries = each(({ query }) => query);
  const scrapes = each(({ scrape }) => scrape);
  const lasting = lazy(() => containers().filter(({ it }) => it.role === 'main' && !it.job));
  const applications = lazy(() => lasting().filter(({ it }) => isApplication(it)));
  const stores = lazy(() => lasting().filter(({ it }) => storing.has(roleOf(it) ?? 'os')));
  const files = (kind: EvidenceKind) => evidence.filter((file) => file.kind === kind);
  const steps = lazy(() =>
    files('pipeline').flatMap((file) => {
      const known = kept.get(file) ?? readPipeline(file);
      kept.set(file, known);
      return known;
    }),
  );
  return {
    index,
    documents,
    today,
    conventionsOf,
    files,
    get workloads() {
      return workloads();
    },
    get containers() {
      return containers();
    },
    get applications() {
      return applications();
    },
    get stores() {
      return stores();
    },
    get objects() {
      return objects();
    },
    get alerts() {
      return alerts();
    },
    get recordings() {
      return recordings();
    },
    get queries() {
      return queries();
    },
    get scrapes() {
      return scrapes();
    },
    get steps() {
      return steps();
    },
  };
}

const storing: ReadonlySet<ImageRole> = new Set(['database', 'broker', 'cache', 'search', 'storage']);

/** What the image of a container is for; undefined when it is not known, as for images that are built here. */
export function roleOf({ image, build }: Container): ImageRole | undefined {
  if (build.state === 'set') return undefined;
  return image.state === 'set' ? factsOf(image.value)?.role : undefined;
}

function isApplication(container: Container): boolean {
  const role = roleOf(container);
  if (role !== undefined && role !== 'runtime' && role !== 'os') return false;
  return !tooling.test(nameOf(imageName(container) ?? ''));
}

/** Images of operations that the table of facts says nothing about. */
const tooling =
  /exporter$|^(?:kube-state-metrics|promtail|alloy|vector|filebeat|tempo|all-in-one|pgbouncer|pgadmin4?|adminer|toxiproxy|k6|locust)$|^(?:fluentd|jaeger|zipkin|falco|velero)|-backup(?:-|$)/;

/** One name for the image of a container wherever it is pulled from; undefined when it cannot be read. */
export function imageName({ image }: Pick<Container, 'image'>): string | undefined {
  return image.state === 'set' ? canonicalName(image.value) : undefined;
}

/** True when Kubernetes runs something for good. */
export function isOnKubernetes({ workloads }: Survey): boolean {
  return workloads.some(({ it }) => it.format === 'kubernetes' && !it.job);
}

/** A span of a document as a place of its file. */
export function placeIn(document: Document, span: Span): Place {
  return { path: document.path, span: shift(span, document.base) };
}

/** Whether an object is of one of these types, written `group/Kind`; `group/*` stands for all kinds of a group. */
export function isOfType({ group, kind }: KubernetesObject, types: readonly string[]): boolean {
  return types.includes(`${group}/${kind}`) || types.includes(`${group}/*`);
}
