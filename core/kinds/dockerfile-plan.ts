import type { DockerfileText } from '../docker/edit.js';
import type { SyntaxInstruction } from '../docker/instruction.js';
import type { Stage } from '../model/dockerfile.js';
import { type ReadInstruction, readInstruction } from './dockerfile-instruction.js';
import { globalScope, type Scope, withArgument } from './dockerfile-scope.js';

/** The shell of RUN and of the shell forms where no SHELL is written. Source: "SHELL", Dockerfile reference. */
export const unixShell: readonly string[] = ['/bin/sh', '-c'];
export const windowsShell: readonly string[] = ['cmd', '/S', '/C'];

/** A stage before its instructions are read: what it is called, what it stands on, what stands on it. */
export interface StagePlan {
  readonly index: number;
  /** In lower case. */
  readonly name: string | undefined;
  readonly from: ReadInstruction;
  /** Index of the stage it is built on. */
  readonly parent: number | undefined;
  readonly body: readonly SyntaxInstruction[];
  readonly shipped: boolean;
  readonly underShipped: boolean;
}

export interface FilePlan {
  /** The instructions before the first FROM. */
  readonly prelude: readonly ReadInstruction[];
  /** The variables that FROM sees, and that a bare ARG takes into a stage. */
  readonly global: Scope;
  readonly stages: readonly StagePlan[];
}

/** Cuts a file into stages. `targets` are names (lower case) and numbers of stages that a build selects. */
export function planStages(
  file: DockerfileText,
  targets: ReadonlySet<string>,
  stageAt: (index: number) => Stage | undefined,
): FilePlan {
  const prelude: ReadInstruction[] = [];
  const groups: SyntaxInstruction[][] = [];
  let global = globalScope;
  for (const syntax of file.syntax.instructions) {
    const group = groups[groups.length - 1];
    if (syntax.keyword === 'FROM') groups.push([syntax]);
    else if (group) group.push(syntax);
    else {
      const read = readInstruction(syntax, { file, scope: global, shell: unixShell, stage: () => undefined });
      prelude.push(read);
      for (const { name, value } of syntax.keyword === 'ARG' ? read.pairs : []) {
        global = withArgument(global, name.text, value, undefined);
      }
    }
  }
  const plans: Omit<StagePlan, 'shipped' | 'underShipped'>[] = [];
  groups.forEach(([syntax, ...body], index) => {
    if (!syntax) return;
    const from = readInstruction(syntax, { file, scope: global, shell: unixShell, stage: () => stageAt(index) });
    const [base, as, alias] = from.model.words;
    const name = as?.text.toUpperCase() === 'AS' ? alias?.text.toLowerCase() : undefined;
    const parent = base?.literal ? plans.findLast((plan) => plan.name === base.text.toLowerCase())?.index : undefined;
    plans.push({ index, name, from, parent, body });
  });
  const shipped = new Set<number>();
  for (const { index, name } of plans) {
    const isTarget = targets.has(String(index)) || (name !== undefined && targets.has(name));
    if (isTarget || index === plans.length - 1) shipped.add(index);
  }
  const under = new Set<number>();
  for (const { index, parent } of [...plans].reverse()) {
    if (parent !== undefined && (shipped.has(index) || under.has(index))) under.add(parent);
  }
  return {
    prelude,
    global,
    stages: plans.map(({ index, name, from, parent, body }) => {
      return { index, name, from, parent, body, shipped: shipped.has(index), underShipped: under.has(index) };
    }),
  };
}
