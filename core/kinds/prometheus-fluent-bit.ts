import type { LabelUse } from '../model/label.js';
import { labelsInList } from '../model/label-list.js';
import { opaque } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { rawText } from './kubernetes-values.js';

/** Options of the Loki output that name stream labels: pairs and record accessors, or accessors alone. */
const lists = ['labels', 'label_keys'] as const;

/**
 * Labels that the Loki outputs of Fluent Bit give to streams. Keys are written in any case; `$user['id']` is the field
 * of a record and a label called `user_id`.
 * Source: https://docs.fluentbit.io/manual/pipeline/outputs/loki
 */
export function readFluentBit(root: Cursor): readonly LabelUse[] {
  return root
    .at('pipeline', 'outputs')
    .items()
    .filter((output) => rawText(output.at('name')) === 'loki')
    .flatMap((output) =>
      output.entries().flatMap(({ name: key, cursor }) => {
        const list = lists.find((each) => each === key.toLowerCase());
        const source = cursor.kind === 'scalar' ? cursor.source() : undefined;
        if (list === undefined || source === undefined) return [];
        return labelsInList(source, cursor.text(), 'pairs').map(useOf);
      }),
    );
}

function useOf(entry: Pick<LabelUse, 'name' | 'nameSpan' | 'value'>): LabelUse {
  const { name, nameSpan, value } = entry;
  const context = { format: 'prometheus', place: 'log-stream', owner: 'loki' } as const;
  const [, field] = /^\$(.+)$/.exec(name) ?? [];
  if (field === undefined) {
    // The value of a pair may be a field as well, which is another one in each record.
    const from = value.state === 'set' && value.value.startsWith('$') ? fieldName(value.value) : undefined;
    return { ...entry, ...context, from, value: from === undefined ? value : opaque(nameSpan, value.hole) };
  }
  return { ...context, name: fieldName(field), nameSpan, value };
}

/** `$kubernetes['pod_name']` is `kubernetes_pod_name`. */
function fieldName(accessor: string): string {
  return accessor.replace(/\W+/g, '_').replace(/^_|_$/g, '');
}
