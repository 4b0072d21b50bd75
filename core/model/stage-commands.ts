import { once } from '../kept.js';
import type { ShellCommand } from '../shell/script.js';
import type { Instruction, Stage } from './dockerfile.js';

/** A command of a RUN, with where it stands. */
export interface StageCommand {
  readonly command: ShellCommand;
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** What the RUN instructions of a stage and of those below it run, in the order in which they do. */
export const commandsOf: (stage: Stage) => readonly StageCommand[] = once(readCommands);

function readCommands(stage: Stage): readonly StageCommand[] {
  const below = stage.base.stage ? commandsOf(stage.base.stage) : [];
  const own = stage.instructions.flatMap((instruction) =>
    (instruction.script?.commands ?? []).map((command) => ({ command, instruction, stage })),
  );
  return [...below, ...own];
}
