import type { Container } from '../model/container.js';
import type { Workload } from '../model/workload.js';
import type { Related } from '../rule.js';
import type { ContainerDefaults } from './facts.js';
import type { Index } from './index.js';
import { defaultsFor, quotaDemanding, scalersOf } from './link-kubernetes.js';

/**
 * True when an object of the workspace sets an amount that the container does not write: a LimitRange of its namespace,
 * or a VerticalPodAutoscaler, which sets them all.
 * Sources: https://kubernetes.io/docs/concepts/policy/limit-range/,
 * https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 */
export function isSupplied(index: Index, { workload }: Container, amount: keyof ContainerDefaults): boolean {
  if (workload === undefined || workload.format !== 'kubernetes') return false;
  if (defaultsFor(index, workload)?.[amount] === true) return true;
  return isAutosized(index, workload);
}

/** True when a VerticalPodAutoscaler moves the requests of a workload, and its limits with them. */
export function isAutosized(index: Index, workload: Workload): boolean {
  return scalersOf(index, workload).some(({ fact }) => fact.kind === 'VerticalPodAutoscaler');
}

/** What a finding about a missing amount gains where a ResourceQuota refuses pods without it: its level, and the reason. */
export function refusal(
  index: Index,
  { workload }: Container,
  amount: keyof ContainerDefaults,
): { readonly level: 'error'; readonly also: readonly Related[] } | undefined {
  const quota = workload && quotaDemanding(index, workload, amount);
  if (quota === undefined) return undefined;
  const note = {
    en: 'the quota refuses pods that do not say it',
    ru: 'квота не пропустит под, где это не указано',
  };
  return { level: 'error', also: [{ place: { document: quota.document, span: quota.fact.span }, note }] };
}
