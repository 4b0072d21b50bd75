import type { Instruction, Stage } from './dockerfile.js';

/** The stage of the same file that a COPY takes from, by name or number. */
export function copiedFrom({ keyword, flags }: Instruction, stages: readonly Stage[]): Stage | undefined {
  const from = keyword === 'COPY' ? flags.find(({ name }) => name === 'from')?.value.toLowerCase() : undefined;
  return from === undefined ? undefined : stages.find(({ name, index }) => name === from || String(index) === from);
}

/** True when stages that are not below the one in question build on `source` or take from it: they may count on all of it. */
export function servesOthers(source: Stage, stage: Stage, stages: readonly Stage[]): boolean {
  const own = new Set<Stage>();
  for (let each: Stage | undefined = stage; each; each = each.base.stage) own.add(each);
  const takes = ({ instructions }: Stage): boolean =>
    instructions.some((instruction) => copiedFrom(instruction, stages) === source);
  return stages.some((each) => !own.has(each) && (each.base.stage === source || takes(each)));
}
