import type { Index } from './index.js';

/**
 * True when a Prometheus of the workspace takes labels of containers off the samples of cAdvisor before it stores them:
 * a step drops them by their prefix, or keeps a list of labels.
 */
export function dropsContainerLabels(index: Index): boolean {
  return index.derive(dropsLabels);
}

const dropsLabels = (index: Index) =>
  index
    .entries('label-filter')
    .some(({ fact: { action, regex } }) => action === 'labelkeep' || regex.includes('container_label'));
