import type { Instruction, Stage } from '../model/dockerfile.js';
import type { Document } from '../model/document.js';
import { type Span, shift } from '../span.js';
import type { NameUse } from './name-use.js';
import { stageName } from './names-compose.js';

/** The stages that FROM, `COPY --from` and `RUN --mount=from=` of a Dockerfile name. */
export function dockerfileUses({ stage: stages, path, base }: Document): readonly NameUse[] {
  return stages.flatMap((stage) => {
    const found = [...baseUse(stage), ...stage.instructions.flatMap((instruction) => sourceUses(instruction, stages))];
    return found.flatMap(({ span, named }): readonly NameUse[] => {
      const isEarlier = named.index < stage.index;
      return isEarlier ? [{ span: shift(span, base), targets: [{ path, span: shift(stageName(named), base) }] }] : [];
    });
  });
}

interface StageUse {
  readonly span: Span;
  readonly named: Stage;
}

function baseUse({ base, from }: Stage): readonly StageUse[] {
  const [word] = from.words;
  return base.stage && word ? [{ span: word.span, named: base.stage }] : [];
}

function sourceUses(instruction: Instruction, stages: readonly Stage[]): readonly StageUse[] {
  const used = (name: string): Stage | undefined =>
    stages.find((stage) => stage.name === name.toLowerCase() || String(stage.index) === name);
  const own = instruction.flags.flatMap(({ name, value, valueSpan }): readonly StageUse[] => {
    if (name === 'from') {
      const named = used(value);
      return named ? [{ span: valueSpan, named }] : [];
    }
    const options = name === 'mount' ? value.split(',') : [];
    const at = options.findIndex((option) => option.startsWith('from='));
    const named = at < 0 ? undefined : used(options[at]?.slice('from='.length) ?? '');
    if (named === undefined || valueSpan.end - valueSpan.start !== value.length) return [];
    const start = valueSpan.start + options.slice(0, at).join(',').length + (at > 0 ? 1 : 0) + 'from='.length;
    return [{ span: { start, end: start + (options[at]?.length ?? 0) - 'from='.length }, named }];
  });
  return instruction.trigger ? [...own, ...sourceUses(instruction.trigger, stages)] : own;
}
