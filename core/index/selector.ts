import type { LabelSelector } from './facts.js';

/** Labels as a template writes them; an undefined value is not literal. */
export type Labels = ReadonlyMap<string, string | undefined>;

/** Whether a selector chooses labels; `unknown` when it hangs on a label that is not literal. */
export type Choice = 'yes' | 'no' | 'unknown';

/**
 * Evaluates a label selector. All requirements must hold; an empty selector chooses everything. `NotIn` holds for a
 * label that is not there, as the API has it.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function chooses({ equals, expressions }: LabelSelector, labels: Labels): Choice {
  let choice: Choice = 'yes';
  for (const [key, value] of equals) {
    if (!labels.has(key)) return 'no';
    const written = labels.get(key);
    if (written === undefined) choice = 'unknown';
    else if (written !== value) return 'no';
  }
  for (const expression of expressions) {
    const holding = holds(expression, labels);
    if (holding === 'no') return 'no';
    if (holding === 'unknown') choice = 'unknown';
  }
  return choice;
}

function holds({ key, operator, values }: LabelSelector['expressions'][number], labels: Labels): Choice {
  const present = labels.has(key);
  const value = labels.get(key);
  switch (operator) {
    case 'Exists':
      return answer(present);
    case 'DoesNotExist':
      return answer(!present);
    case 'In':
    case 'NotIn': {
      const wanted = operator === 'In';
      if (!present) return answer(!wanted);
      return value === undefined ? 'unknown' : answer(values.includes(value) === wanted);
    }
  }
}

function answer(holds: boolean): Choice {
  return holds ? 'yes' : 'no';
}

/**
 * True for labels that controllers add to pods, which a selector may name though no template has them.
 * Source: https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function isControllerLabel(label: string): boolean {
  return (
    label.startsWith('batch.kubernetes.io/') ||
    [
      'pod-template-hash',
      'controller-revision-hash',
      'controller-uid',
      'job-name',
      'statefulset.kubernetes.io/pod-name',
      'apps.kubernetes.io/pod-index',
      'rollouts-pod-template-hash',
    ].includes(label)
  );
}
