import type { FactOf, LabelSelector, PlainFact } from '../index/facts.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { rawText, textList } from './kubernetes-values.js';

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** `matchLabels` and `matchExpressions`; undefined when a part of it cannot be read. */
export function readLabelSelector(selector: Cursor): LabelSelector | undefined {
  if (selector.kind !== 'map' || selector.isOpen) return undefined;
  const equals = readPairs(selector.at('matchLabels'));
  const listed = selector.at('matchExpressions');
  if (!equals || listed.isOpen || listed.kind === 'opaque') return undefined;
  const expressions: LabelSelector['expressions'][number][] = [];
  for (const item of listed.items()) {
    const key = rawText(item.at('key'));
    const operator = operators.find((name) => name === rawText(item.at('operator')));
    const values = item.at('values').kind === 'list' ? textList(item.at('values')) : [];
    if (key === undefined || !operator || !values) return undefined;
    expressions.push({ key, operator, values });
  }
  return { equals, expressions };
}

/** A plain mapping of labels; a missing one is empty, an unreadable one undefined. */
function readPairs(map: Cursor): ReadonlyMap<string, string> | undefined {
  if (map.kind === 'missing' || map.kind === 'open' || map.kind === 'null') return new Map();
  if (map.kind !== 'map' || map.isOpen) return undefined;
  const pairs = new Map<string, string>();
  for (const { name, cursor } of map.entries()) {
    const text = rawText(cursor);
    if (text === undefined) return undefined;
    pairs.set(name, text);
  }
  return pairs;
}

type SelectorFact = FactOf<'selector'>;

/** What an object chooses by label; nothing when it chooses nothing or in a way that cannot be read. */
export function selectorFacts(object: KubernetesObject): readonly PlainFact[] {
  const { group, kind, cursor } = object;
  const spec = cursor.at('spec');
  switch (`${group}/${kind}`) {
    case '/Service':
      return serviceSelector(object, spec);
    case 'policy/PodDisruptionBudget':
      return podSelector(object, spec.at('selector'));
    case 'networking.k8s.io/NetworkPolicy':
    case 'extensions/NetworkPolicy':
      return podSelector(object, spec.at('podSelector'));
    case 'monitoring.coreos.com/PodMonitor':
      return monitored(object, spec, 'pods');
    case 'monitoring.coreos.com/ServiceMonitor':
      return monitored(object, spec, 'services');
    default:
      return [];
  }
}

function factOf(
  object: KubernetesObject,
  at: Cursor,
  selector: LabelSelector,
  more: Partial<SelectorFact> = {},
): PlainFact {
  const { kind, name, namespace, cursor } = object;
  return {
    type: 'selector',
    kind,
    name,
    namespace,
    selects: 'pods',
    selector,
    labels: readPairs(cursor.at('metadata', 'labels')) ?? new Map(),
    targetPorts: [],
    publishesNotReady: false,
    span: at.span,
    ...more,
  };
}

/** A Service without a selector leads where its EndpointSlices say. */
function serviceSelector(object: KubernetesObject, spec: Cursor): readonly PlainFact[] {
  const selector = spec.at('selector');
  const equals = selector.kind === 'map' ? readPairs(selector) : undefined;
  if (!equals || equals.size === 0) return [];
  const targetPorts = spec
    .at('ports')
    .items()
    .flatMap((port) => rawText(port.at('targetPort')) ?? rawText(port.at('port')) ?? []);
  const notReady = known(spec.at('publishNotReadyAddresses').flag()) === true;
  const headless = rawText(spec.at('clusterIP')) === 'None';
  return [
    factOf(object, selector, { equals, expressions: [] }, { targetPorts, publishesNotReady: notReady, headless }),
  ];
}

function podSelector(object: KubernetesObject, at: Cursor): readonly PlainFact[] {
  const selector = readLabelSelector(at);
  const empty = selector && selector.equals.size === 0 && selector.expressions.length === 0;
  // An empty selector chose nothing in policy/v1beta1 and chooses everything since policy/v1.
  if (!selector || (empty && object.group === 'policy' && object.version === 'v1beta1')) return [];
  return [factOf(object, at, selector)];
}

/** Monitors look into their own namespace unless they name others. */
function monitored(object: KubernetesObject, spec: Cursor, selects: SelectorFact['selects']): readonly PlainFact[] {
  const selector = readLabelSelector(spec.at('selector'));
  if (!selector) return [];
  const namespaces = spec.at('namespaceSelector');
  const any = known(namespaces.at('any').flag()) === true;
  const names = any ? [] : (textList(namespaces.at('matchNames')) ?? []);
  const fact = (more: Partial<SelectorFact>): PlainFact =>
    factOf(object, spec.at('selector'), selector, { selects, ...more });
  if (names.length === 0) return [fact(any ? { anyNamespace: true } : {})];
  return names.map((namespace) => fact({ namespace }));
}
