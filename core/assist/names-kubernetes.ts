import type { Fact, FactOf } from '../index/facts.js';
import type { Entry, Index } from '../index/index.js';
import { definitionOf, monitorsOf, scaledBy, selectedBy } from '../index/link.js';
import type { Document } from '../model/document.js';
import { type Place, type Span, shift } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import type { NameUse } from './name-use.js';

/** What the objects of a document name: other objects, the pods a selector chooses, and volumes of their own pod. */
export function kubernetesUses(document: Document, index: Index): readonly NameUse[] {
  const { path, base } = document;
  // Facts of the document as the index holds them: joins go by identity.
  const own = <F extends Fact>(entries: readonly Entry<F>[]) => entries.filter((each) => each.document === document);
  const use = ({ fact }: Entry, found: readonly (Entry | undefined)[]): NameUse => ({
    span: shift(fact.span, base),
    targets: found.flatMap((target) => (target ? [placeOf(target)] : [])),
  });
  return [
    ...own(index.of(path, 'reference')).map((entry) => use(entry, [definitionOf(index, entry)])),
    ...own(index.of(path, 'selector')).map((entry) =>
      use(entry, entry.fact.selects === 'services' ? monitoredBy(index, entry) : selectedBy(index, entry)),
    ),
    ...own(index.of(path, 'scaler')).map((entry) => use(entry, scaledBy(index, entry))),
    ...backendUses(document, index),
    ...governingUses(document, index),
    ...volumeUses(document),
  ];
}

function placeOf({ fact, document }: Entry): Place {
  return { path: document.path, span: shift(fact.span, document.base) };
}

/** Services that an Ingress leads to. */
function backendUses(document: Document, index: Index): readonly NameUse[] {
  return document.object.flatMap(({ kind, group, namespace, cursor }): readonly NameUse[] => {
    if (kind !== 'Ingress' || (group !== 'networking.k8s.io' && group !== 'extensions')) return [];
    const spec = cursor.at('spec');
    const rules = spec.at('rules').items();
    const paths = rules.flatMap((rule) =>
      rule
        .at('http', 'paths')
        .items()
        .map((each) => each.at('backend')),
    );
    return [spec.at('defaultBackend'), spec.at('backend'), ...paths].flatMap((backend): readonly NameUse[] => {
      const written = backend.at('service', 'name');
      const at = written.kind === 'scalar' ? written : backend.at('serviceName');
      return serviceUse(at, namespace, document, index);
    });
  });
}

/** The Service that gives the pods of a StatefulSet their names. */
function governingUses(document: Document, index: Index): readonly NameUse[] {
  return document.object.flatMap(({ kind, group, namespace, cursor }) =>
    kind === 'StatefulSet' && group === 'apps'
      ? serviceUse(cursor.at('spec', 'serviceName'), namespace, document, index)
      : [],
  );
}

function serviceUse(at: Cursor, namespace: string | undefined, document: Document, index: Index): readonly NameUse[] {
  const name = at.shared ? undefined : at.scalar;
  const found = name === undefined ? undefined : serviceNamed(index, name, namespace, document, at.span);
  return name === undefined ? [] : [{ span: shift(at.span, document.base), targets: found ? [placeOf(found)] : [] }];
}

function serviceNamed(
  index: Index,
  name: string,
  namespace: string | undefined,
  document: Document,
  span: Span,
): Entry | undefined {
  const fact = { type: 'reference', kind: 'Service', namespace, name, key: undefined, optional: false, span } as const;
  return definitionOf(index, { fact, document });
}

/** The Services whose endpoints a monitor scrapes, by their names. */
function monitoredBy(index: Index, monitor: Entry<FactOf<'selector'>>): readonly (Entry | undefined)[] {
  return index
    .entries('selector')
    .filter(({ fact }) => fact.kind === 'Service' && monitorsOf(index, fact).includes(monitor))
    .map(({ fact, document }) => serviceNamed(index, fact.name, fact.namespace, document, fact.span));
}

/** `volumeMounts` of containers and the `volumes` of their pod. */
function volumeUses({ workload, path, base }: Document): readonly NameUse[] {
  return workload.flatMap(({ cursor, spec, containers }) => {
    const defined = new Map<string, Span>();
    for (const volume of spec.at('volumes').items()) {
      const name = volume.at('name');
      const text = name.scalar;
      if (text !== undefined) defined.set(text, name.span);
    }
    for (const claim of cursor.at('spec', 'volumeClaimTemplates').items()) {
      const name = claim.at('metadata', 'name');
      const text = name.scalar;
      if (text !== undefined) defined.set(text, name.span);
    }
    return containers.flatMap(({ cursor: container }) =>
      (container?.at('volumeMounts').items() ?? []).flatMap((mount): readonly NameUse[] => {
        const name = mount.at('name');
        const target = defined.get(name.scalar ?? '');
        return target && !name.shared
          ? [{ span: shift(name.span, base), targets: [{ path, span: shift(target, base) }] }]
          : [];
      }),
    );
  });
}
