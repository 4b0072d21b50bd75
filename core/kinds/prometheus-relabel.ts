import type { Format } from '../model/format.js';
import type { LabelPlace, LabelUse } from '../model/label.js';
import type { RelabelPhase, RelabelStep } from '../model/prometheus.js';
import { known, opaque, placeOf, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { orDefault, rawText, textList } from './kubernetes-values.js';

/** How the fields of a step are written: in files of the server, or in custom resources. */
export type KeyStyle = 'snake' | 'camel';

/**
 * Reads a list of relabelling steps. Defaults are those of
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config.
 */
export function readSteps(list: Cursor, phase: RelabelPhase, owner: string, style: KeyStyle): readonly RelabelStep[] {
  const camel = style === 'camel';
  const steps: RelabelStep[] = [];
  for (const [at, item] of list.items().entries()) {
    if (item.kind !== 'map') continue;
    const own = steps.length;
    const action = item.at('action');
    steps.push({
      format: 'prometheus',
      phase,
      owner,
      anchor: action.kind === 'scalar' ? action.span : (item.entries()[0]?.nameSpan ?? item.span),
      action: orDefault(
        action.read(
          (node) => rawText(node)?.toLowerCase(),
          (written) => written,
        ),
        'replace',
      ),
      sourceLabels: orDefault<readonly string[]>(
        item.at(camel ? 'sourceLabels' : 'source_labels').read(textList, (written) => written),
        [],
      ),
      regex: orDefault(item.at('regex').text(), '(.*)'),
      targetLabel: item.at(camel ? 'targetLabel' : 'target_label').text(),
      replacement: orDefault(item.at('replacement').text(), '$1'),
      get later() {
        return steps.slice(own + 1);
      },
      cursor: list.at(at),
    });
  }
  return steps;
}

/** The label a step writes. Undefined for steps that write none, or none that is kept. */
export function labelOfStep(step: RelabelStep, place: LabelPlace, format: Format = 'prometheus'): LabelUse | undefined {
  const { action, targetLabel, replacement } = step;
  const writes = known(action);
  if (writes !== 'replace' && writes !== 'lowercase' && writes !== 'uppercase') return undefined;
  if (targetLabel.state !== 'set' || targetLabel.value.includes('$') || targetLabel.value.startsWith('__'))
    return undefined;
  // An empty replacement takes the label away, and so may a later step.
  if (writes === 'replace' && known(replacement) === '') return undefined;
  if (step.later.some((other) => dropsLabel(other, targetLabel.value))) return undefined;
  const isLiteral = writes === 'replace' && replacement.state === 'set' && !replacement.value.includes('$');
  const whole = step.cursor.read<string>(
    () => undefined,
    (written) => written,
  );
  const hole = {
    put: (written: string) => replacement.hole.put(written),
    drop: () => whole.hole.drop(),
    append: () => undefined,
  };
  const value: Value<string> = isLiteral ? { ...replacement, hole } : opaque(placeOf(targetLabel), hole);
  return {
    format,
    place,
    owner: step.owner,
    name: targetLabel.value,
    nameSpan: targetLabel.span,
    value,
    from: copiedFrom(step),
  };
}

/** The one label whose whole value a step copies. */
function copiedFrom({ action, sourceLabels, regex, replacement }: RelabelStep): string | undefined {
  const [source, ...others] = known(sourceLabels) ?? [];
  const isWhole = known(action) !== 'replace' || (isDefault(regex) && isDefault(replacement));
  return isWhole && others.length === 0 ? source : undefined;
}

function isDefault(value: Value<string>): boolean {
  return value.state === 'set' && value.via === 'default';
}

/** Whether a step takes a label away by its plain name. */
function dropsLabel({ action, regex }: RelabelStep, label: string): boolean {
  return (
    known(action) === 'labeldrop' &&
    (known(regex) ?? '')
      .replace(/^\((.*)\)$/, '$1')
      .split('|')
      .includes(label)
  );
}

/** Where the label of a step counts. */
export function placeOfPhase(phase: RelabelPhase): LabelPlace {
  switch (phase) {
    case 'target':
      return 'target';
    case 'sample':
    case 'remote':
      return 'sample';
    case 'alert':
      return 'alert';
  }
}
