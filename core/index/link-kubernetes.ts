import { grouped } from '../grouped.js';
import { once } from '../kept.js';
import type { Workload } from '../model/workload.js';
import type { ContainerDefaults, Fact, FactOf } from './facts.js';
import type { Entry, Index } from './index.js';
import { sameUnit, unitsOf } from './link-unit.js';
import { chooses, type Labels } from './selector.js';

/** What joins ask about a workload. */
type Owner = Pick<Workload, 'format' | 'path' | 'kind' | 'name' | 'namespace' | 'labels'>;

/** Without the model, so that it can be asked about while the document rests. */
const ownerOf = once(
  ({ format, path, kind, name, namespace, labels }: Workload): Owner => ({
    format,
    path,
    kind,
    name,
    namespace,
    labels,
  }),
);

/** Of several entries, those that are applied together with the workload. */
function inUnitOf<F extends Fact>(index: Index, workload: Owner, found: readonly Entry<F>[]): readonly Entry<F>[] {
  return found.filter(({ document }) => sameUnit(index, workload.path, document.path));
}

function sees(selector: FactOf<'selector'>, { namespace }: { readonly namespace: string | undefined }): boolean {
  return selector.anyNamespace === true || selector.namespace === namespace;
}

/**
 * Selectors that surely choose the pods of a Kubernetes workload: same namespace (none equals none), every requirement
 * met, and applied together with it. `kind` narrows to `Service`, `PodDisruptionBudget`, `NetworkPolicy`, `PodMonitor`.
 */
export function selectorsOf(index: Index, workload: Workload, kind?: string): readonly Entry<FactOf<'selector'>>[] {
  if (workload.format !== 'kubernetes') return [];
  const found = index.ask(choosing, ownerOf(workload));
  return kind === undefined ? found : found.filter(({ fact }) => fact.kind === kind);
}

function choosing(index: Index, workload: Owner): readonly Entry<FactOf<'selector'>>[] {
  const table = index.derive(podSelectors);
  const keys = ['', ...pairsOf(workload.labels)];
  return inOrder(
    unitsOf(index, workload.path).flatMap((unit) => keys.flatMap((key) => table.get(`${unit} ${key}`) ?? [])),
  ).filter(({ fact }) => sees(fact, workload) && chooses(fact.selector, workload.labels) === 'yes');
}

/** An entry with its number in the index. */
type Numbered<F extends Fact> = readonly [number, Entry<F>];

/** Entries by a key under which joins look for them, so that none goes over all of them. */
type Table<F extends Fact> = ReadonlyMap<string, readonly Numbered<F>[]>;

function tableOf<F extends Fact>(
  entries: readonly Entry<F>[],
  keysOf: (entry: Entry<F>) => readonly string[],
): Table<F> {
  const table = new Map<string, Numbered<F>[]>();
  entries.forEach((entry, number) => {
    for (const key of keysOf(entry)) {
      const list = table.get(key);
      if (list) list.push([number, entry]);
      else table.set(key, [[number, entry]]);
    }
  });
  return table;
}

/** Entries in the order of the index, each once. */
function inOrder<F extends Fact>(found: readonly Numbered<F>[]): readonly Entry<F>[] {
  const entries = new Map(found);
  return [...entries.keys()].sort((a, b) => a - b).flatMap((number) => entries.get(number) ?? []);
}

/** Labels as keys of tables. One that is not literal is none. */
function pairsOf(labels: Labels): readonly string[] {
  return [...labels].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}

/** One of the pairs of labels that a selector wants; nothing if it wants none. */
function firstPair({ selector }: FactOf<'selector'>): string {
  const [pair] = selector.equals;
  return pair?.join('=') ?? '';
}

/** Selectors of pods by the units of their files and a pair of labels. */
function podSelectors(index: Index): Table<FactOf<'selector'>> {
  return tableOf(index.entries('selector'), ({ fact, document }) =>
    fact.selects === 'pods' ? unitsOf(index, document.path).map((unit) => `${unit} ${firstPair(fact)}`) : [],
  );
}

/** Selectors of Services by a pair of labels. */
function serviceSelectors(index: Index): Table<FactOf<'selector'>> {
  return tableOf(index.entries('selector'), ({ fact }) => (fact.selects === 'services' ? [firstPair(fact)] : []));
}

/** Workloads of Kubernetes by the units of their files and each of their labels; under the unit alone as well. */
function podWorkloads(index: Index): Table<FactOf<'workload'>> {
  return tableOf(index.entries('workload'), ({ fact: { format, labels }, document }) =>
    format !== 'kubernetes'
      ? []
      : unitsOf(index, document.path).flatMap((unit) => ['', ...pairsOf(labels)].map((pair) => `${unit} ${pair}`)),
  );
}

/**
 * True when a selector of this kind chooses the workload or may do so: it stands in another folder, hangs on a label
 * that is not literal, or cannot be read. What this denies is surely missing.
 */
export function mayBeSelected(index: Index, workload: Workload, kind: string): boolean {
  if (index.derive(unreadableSelectors).has(kind)) return true;
  const table = index.derive(selectorsByLabel);
  const labels = [...workload.labels].map(([name, value]) => (value === undefined ? name : `${name}=${value}`));
  return ['', ...labels].some((label) =>
    (table.get(`${kind} ${label}`) ?? []).some(
      ([, { fact }]) =>
        (sees(fact, workload) || fact.namespace === undefined || workload.namespace === undefined) &&
        chooses(fact.selector, workload.labels) !== 'no',
    ),
  );
}

/** Selectors by kind and a pair of labels, and by the label of the pair alone for labels that are not literal. */
function selectorsByLabel(index: Index): Table<FactOf<'selector'>> {
  return tableOf(index.entries('selector'), ({ fact }) => {
    const [pair] = fact.selector.equals;
    return pair === undefined ? [`${fact.kind} `] : [`${fact.kind} ${pair[0]}`, `${fact.kind} ${pair.join('=')}`];
  });
}

const selectorsByKind = (index: Index) => grouped(index.entries('selector'), ({ fact }) => fact.kind);

/** Kinds of which some object is incomplete and has no selector that could be read. */
function unreadableSelectors(index: Index): ReadonlySet<string> {
  const keyOf = (kind: string, name: string, path: string): string => `${kind} ${path} ${name}`;
  const readable = new Set(
    index.entries('selector').map(({ fact, document }) => keyOf(fact.kind, fact.name, document.path)),
  );
  const hidden = index
    .entries('object')
    .filter(
      ({ fact, document }) =>
        document.partial !== undefined && !readable.has(keyOf(fact.kind, fact.name, document.path)),
    );
  return new Set(hidden.map(({ fact }) => fact.kind));
}

/** True when a Service has this name, in whatever namespace. */
export function isServiceName(index: Index, name: string): boolean {
  return index.ask(namesService, name);
}

const namesService = (index: Index, name: string) => index.derive(namesOfServices).has(name);

const namesOfServices = (index: Index) =>
  new Set((index.derive(selectorsByKind).get('Service') ?? []).map(({ fact }) => fact.name));

/** True when the workspace holds pods. */
export function hasPods(index: Index): boolean {
  return index.derive(somePods);
}

const somePods = (index: Index) => index.entries('workload').some(({ fact }) => fact.format === 'kubernetes');

/** Services that lead to the pods of a workload. Jobs and hooks of a chart may be chosen too; that is for rules to judge. */
export function servicesOf(index: Index, workload: Workload): readonly Entry<FactOf<'selector'>>[] {
  return selectorsOf(index, workload, 'Service');
}

/** Workloads whose pods a selector surely chooses, in its own unit. */
export function selectedBy(index: Index, selector: Entry<FactOf<'selector'>>): readonly Entry<FactOf<'workload'>>[] {
  return index.ask(chosen, selector);
}

function chosen(index: Index, { fact, document }: Entry<FactOf<'selector'>>): readonly Entry<FactOf<'workload'>>[] {
  if (fact.selects !== 'pods') return [];
  const table = index.derive(podWorkloads);
  return inOrder(unitsOf(index, document.path).flatMap((unit) => table.get(`${unit} ${firstPair(fact)}`) ?? [])).filter(
    (entry) => sees(fact, entry.fact) && chooses(fact.selector, entry.fact.labels) === 'yes',
  );
}

/** ServiceMonitors that find a Service by its labels, wherever they stand: monitors often live apart. */
export function monitorsOf(index: Index, service: FactOf<'selector'>): readonly Entry<FactOf<'selector'>>[] {
  return index.ask(monitoring, service);
}

function monitoring(index: Index, service: FactOf<'selector'>): readonly Entry<FactOf<'selector'>>[] {
  const table = index.derive(serviceSelectors);
  return inOrder(['', ...pairsOf(service.labels)].flatMap((pair) => table.get(pair) ?? [])).filter(
    ({ fact }) => sees(fact, service) && chooses(fact.selector, service.labels) === 'yes',
  );
}

/** Autoscalers that name a workload. The version of the API is no part of the name. */
export function scalersOf(index: Index, workload: Workload): readonly Entry<FactOf<'scaler'>>[] {
  return index.ask(scaling, ownerOf(workload));
}

function scaling(index: Index, workload: Owner): readonly Entry<FactOf<'scaler'>>[] {
  const named = index.derive(scalersByName).get(`${workload.kind} ${workload.name}`) ?? [];
  return inUnitOf(
    index,
    workload,
    named.filter(({ fact }) => fact.namespace === workload.namespace),
  );
}

const scalersByName = (index: Index) =>
  grouped(index.entries('scaler'), ({ fact: { target } }) => `${target.kind} ${target.name}`);

const workloadsByName = (index: Index) =>
  grouped(index.entries('workload'), ({ fact: { kind, name } }) => `${kind} ${name}`);

/** Workloads that an autoscaler names, in its own unit. */
export function scaledBy(index: Index, scaler: Entry<FactOf<'scaler'>>): readonly Entry<FactOf<'workload'>>[] {
  const { fact, document } = scaler;
  return (index.derive(workloadsByName).get(`${fact.target.kind} ${fact.target.name}`) ?? []).filter(
    ({ fact: scaled, document: other }) =>
      fact.namespace === scaled.namespace && sameUnit(index, document.path, other.path),
  );
}

/**
 * What the LimitRanges of the namespace supply to containers that say nothing; undefined without one. A LimitRange
 * holds for its namespace from wherever it is applied, so folders do not matter; where only one of both names a
 * namespace, they meet when they are applied together.
 */
export function defaultsFor(index: Index, workload: Workload): ContainerDefaults | undefined {
  const ranges = policiesFor(index, workload).flatMap(({ fact: { limits } }) => limits ?? []);
  if (ranges.length === 0) return undefined;
  const some = (amount: keyof ContainerDefaults): boolean => ranges.some((range) => range[amount]);
  return {
    memoryLimit: some('memoryLimit'),
    cpuLimit: some('cpuLimit'),
    memoryRequest: some('memoryRequest'),
    cpuRequest: some('cpuRequest'),
  };
}

/** The ResourceQuota of the namespace under which a pod is refused whose containers do not say this amount. */
export function quotaDemanding(
  index: Index,
  workload: Workload,
  amount: keyof ContainerDefaults,
): Entry<FactOf<'object'>> | undefined {
  return policiesFor(index, workload).find(({ fact: { demands } }) => demands?.[amount] === true);
}

function policiesFor(index: Index, workload: Workload): readonly Entry<FactOf<'object'>>[] {
  return index.ask(policies, ownerOf(workload));
}

function policies(index: Index, workload: Owner): readonly Entry<FactOf<'object'>>[] {
  if (workload.format !== 'kubernetes') return [];
  const all = index.derive(policiesOfNamespaces);
  return all.filter(({ fact: { namespace }, document }) => {
    if (namespace === workload.namespace) return true;
    const isOpen = namespace === undefined || workload.namespace === undefined;
    return isOpen && sameUnit(index, workload.path, document.path);
  });
}

function policiesOfNamespaces(index: Index): readonly Entry<FactOf<'object'>>[] {
  return index.entries('object').filter(({ fact }) => fact.limits !== undefined || fact.demands !== undefined);
}

type Named = FactOf<'object' | 'reference'>;

/** Entries by kind and name, so that joins need not look at all of them for each other one. */
const byName = <F extends Named>(entries: readonly Entry<F>[]) =>
  grouped(entries, ({ fact: { kind, name } }) => `${kind} ${name}`);

const referencesByName = (index: Index) => byName(index.entries('reference'));
const objectsByName = (index: Index) => byName(index.entries('object'));

/** Places that name an object, in the whole workspace; `namespace` narrows when it is given. */
export function referencesTo(
  index: Index,
  kind: string,
  name: string,
  namespace?: string,
): readonly Entry<FactOf<'reference'>>[] {
  const named = index.derive(referencesByName).get(`${kind} ${name}`) ?? [];
  return named.filter(({ fact }) => namespace === undefined || fact.namespace === namespace);
}

/** True when an object of this name never changes its content, so that new content comes under a new name. */
export function isFixed(index: Index, kind: string, name: string): boolean {
  return index.ask(namesFixed, `${kind} ${name}`);
}

const namesFixed = (index: Index, kindAndName: string) =>
  (index.derive(objectsByName).get(kindAndName) ?? []).some(({ fact }) => fact.fixed === true);

/**
 * The object that a reference names: of its own unit if there is one, else of the whole workspace, for an object that
 * is found elsewhere is not missing. A namespace that is not written may be any.
 */
export function definitionOf(index: Index, reference: Entry<FactOf<'reference'>>): Entry<FactOf<'object'>> | undefined {
  return index.ask(defining, reference);
}

function defining(index: Index, reference: Entry<FactOf<'reference'>>): Entry<FactOf<'object'>> | undefined {
  const { kind, name, namespace } = reference.fact;
  const named = index.derive(objectsByName).get(`${kind} ${name}`) ?? [];
  const found = named.filter(
    ({ fact }) =>
      fact.group === '' && (fact.namespace === namespace || fact.namespace === undefined || namespace === undefined),
  );
  return found.find(({ document }) => sameUnit(index, reference.document.path, document.path)) ?? found[0];
}
