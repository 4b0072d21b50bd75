import type { Workload } from '../model/workload.js';
import type { ContainerDefaults, Fact, FactOf } from './facts.js';
import type { Entry, Index } from './index.js';
import { sameUnit } from './link-unit.js';
import { chooses } from './selector.js';

/** The entry of a workload, which knows the file it stands in. */
export function entryOf(index: Index, workload: Workload): Entry<FactOf<'workload'>> | undefined {
  return index.derive(byWorkload).get(workload);
}

function byWorkload(index: Index): ReadonlyMap<Workload, Entry<FactOf<'workload'>>> {
  return new Map(index.entries('workload').map((entry) => [entry.fact.workload, entry]));
}

/** Of several entries, those that are applied together with the workload. */
function inUnitOf<F extends Fact>(index: Index, workload: Workload, found: readonly Entry<F>[]): readonly Entry<F>[] {
  if (found.length === 0) return found;
  const own = entryOf(index, workload);
  return own ? found.filter(({ document }) => sameUnit(index, own.document.path, document.path)) : [];
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
  const found = index
    .entries('selector')
    .filter(
      ({ fact }) =>
        fact.selects === 'pods' &&
        (kind === undefined || fact.kind === kind) &&
        sees(fact, workload) &&
        chooses(fact.selector, workload.labels) === 'yes',
    );
  return inUnitOf(index, workload, found);
}

/**
 * True when a selector of this kind chooses the workload or may do so: it stands in another folder, hangs on a label
 * that is not literal, or cannot be read. What this denies is surely missing.
 */
export function mayBeSelected(index: Index, workload: Workload, kind: string): boolean {
  const selectors = index.entries('selector').filter(({ fact }) => fact.kind === kind);
  const chosen = selectors.some(
    ({ fact }) =>
      (sees(fact, workload) || fact.namespace === undefined || workload.namespace === undefined) &&
      chooses(fact.selector, workload.labels) !== 'no',
  );
  if (chosen) return true;
  const readable = new Set(selectors.map(({ fact, document }) => `${document.path} ${fact.name}`));
  return index
    .entries('object')
    .some(
      ({ fact, document }) =>
        fact.kind === kind && document.partial !== undefined && !readable.has(`${document.path} ${fact.name}`),
    );
}

/** Services that lead to the pods of a workload. Jobs and hooks of a chart may be chosen too; that is for rules to judge. */
export function servicesOf(index: Index, workload: Workload): readonly Entry<FactOf<'selector'>>[] {
  return selectorsOf(index, workload, 'Service');
}

/** Workloads whose pods a selector surely chooses, in its own unit. */
export function selectedBy(index: Index, selector: Entry<FactOf<'selector'>>): readonly Entry<FactOf<'workload'>>[] {
  const { fact, document } = selector;
  if (fact.selects !== 'pods') return [];
  return index
    .entries('workload')
    .filter(
      (entry) =>
        entry.fact.workload.format === 'kubernetes' &&
        sees(fact, entry.fact.workload) &&
        chooses(fact.selector, entry.fact.workload.labels) === 'yes' &&
        sameUnit(index, document.path, entry.document.path),
    );
}

/** ServiceMonitors that find a Service by its labels, wherever they stand: monitors often live apart. */
export function monitorsOf(index: Index, service: FactOf<'selector'>): readonly Entry<FactOf<'selector'>>[] {
  return index
    .entries('selector')
    .filter(
      ({ fact }) =>
        fact.selects === 'services' && sees(fact, service) && chooses(fact.selector, service.labels) === 'yes',
    );
}

/** Autoscalers that name a workload. The version of the API is no part of the name. */
export function scalersOf(index: Index, workload: Workload): readonly Entry<FactOf<'scaler'>>[] {
  const found = index
    .entries('scaler')
    .filter(
      ({ fact }) =>
        fact.target.kind === workload.kind &&
        fact.target.name === workload.name &&
        fact.namespace === workload.namespace,
    );
  return inUnitOf(index, workload, found);
}

/** Workloads that an autoscaler names, in its own unit. */
export function scaledBy(index: Index, scaler: Entry<FactOf<'scaler'>>): readonly Entry<FactOf<'workload'>>[] {
  const { fact, document } = scaler;
  return index
    .entries('workload')
    .filter(
      ({ fact: { workload }, document: other }) =>
        fact.target.kind === workload.kind &&
        fact.target.name === workload.name &&
        fact.namespace === workload.namespace &&
        sameUnit(index, document.path, other.path),
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
  if (workload.format !== 'kubernetes') return [];
  const policies = index.derive(policiesOfNamespaces);
  if (policies.length === 0) return [];
  const own = entryOf(index, workload);
  return policies.filter(({ fact: { namespace }, document }) => {
    if (namespace === workload.namespace) return true;
    const isOpen = namespace === undefined || workload.namespace === undefined;
    return isOpen && own !== undefined && sameUnit(index, own.document.path, document.path);
  });
}

function policiesOfNamespaces(index: Index): readonly Entry<FactOf<'object'>>[] {
  return index.entries('object').filter(({ fact }) => fact.limits !== undefined || fact.demands !== undefined);
}

type Named = FactOf<'object' | 'reference'>;

/** Entries by kind and name, so that joins need not look at all of them for each other one. */
function byName<F extends Named>(entries: readonly Entry<F>[]): ReadonlyMap<string, readonly Entry<F>[]> {
  const found = new Map<string, Entry<F>[]>();
  for (const entry of entries) {
    const key = `${entry.fact.kind} ${entry.fact.name}`;
    const list = found.get(key);
    if (list) list.push(entry);
    else found.set(key, [entry]);
  }
  return found;
}

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
  return (index.derive(objectsByName).get(`${kind} ${name}`) ?? []).some(({ fact }) => fact.fixed === true);
}

/**
 * The object that a reference names: of its own unit if there is one, else of the whole workspace, for an object that
 * is found elsewhere is not missing. A namespace that is not written may be any.
 */
export function definitionOf(index: Index, reference: Entry<FactOf<'reference'>>): Entry<FactOf<'object'>> | undefined {
  const { kind, name, namespace } = reference.fact;
  const named = index.derive(objectsByName).get(`${kind} ${name}`) ?? [];
  const found = named.filter(
    ({ fact }) =>
      fact.group === '' && (fact.namespace === namespace || fact.namespace === undefined || namespace === undefined),
  );
  return found.find(({ document }) => sameUnit(index, reference.document.path, document.path)) ?? found[0];
}
