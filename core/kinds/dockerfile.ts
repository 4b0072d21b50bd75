import { keywords } from '../docker/instruction.js';
import { parseDockerfile } from '../docker/parse.js';
import type { PlainFact } from '../index/facts.js';
import type { Instruction, Stage } from '../model/dockerfile.js';
import type { Document, PartialReason } from '../model/document.js';
import { exportedLabels } from '../model/exported-labels.js';
import type { LabelUse } from '../model/label.js';
import { managedStart } from '../model/package-manager.js';
import { folderOf, joinPath, packageBeside } from '../model/path.js';
import { secretsCopiedBy } from '../model/secret-path.js';
import { ownLabels } from './dockerfile-container.js';
import { readStages } from './dockerfile-stage.js';
import { createDocument, type DockerfileInput, lazy } from './document.js';

/** Files of the build's context that are copied and may hold secrets, as if the Dockerfile stood at the context's root. */
function copiedFacts(instruction: Instruction, stages: readonly Stage[], path: string): readonly PlainFact[] {
  return secretsCopiedBy(instruction, stages).flatMap(({ context, span }): readonly PlainFact[] =>
    context === undefined ? [] : [{ type: 'file', role: 'copied', path: joinPath(folderOf(path), context), span }],
  );
}

/** The `package.json` whose script an image starts. */
function packageFacts(stages: readonly Stage[], path: string): readonly PlainFact[] {
  const started = stages.find(({ container: { entrypoint, command } }) =>
    [entrypoint, command].some((value) => managedStart(value)?.script !== undefined),
  );
  return started ? [{ type: 'file', role: 'package', path: packageBeside(path), span: started.from.span }] : [];
}

/** Reads a Dockerfile. Never throws; what cannot be read is in `problems`, and the rest is read. */
export function readDockerfile(input: DockerfileInput): Document {
  const syntax = parseDockerfile(input.text);
  const file = { text: input.text, syntax };
  // A word that is no keyword may be the very instruction that would be missed.
  const isBroken =
    syntax.instructions.some(({ keyword, heredocs }) => {
      return !keywords.includes(keyword) || heredocs.some(({ end }) => end === undefined);
    }) || input.text.includes('\0');
  const partial: PartialReason | undefined = input.partial ?? (isBroken ? 'broken' : undefined);
  const read = lazy(() => readStages(file, input.targets, partial));
  const stages = lazy(() => read().stages.map(({ stage }) => stage));
  const from = syntax.instructions.findLast(({ keyword }) => keyword === 'FROM');
  return createDocument(
    input,
    {
      format: 'dockerfile',
      variant: '',
      partial,
      problems: syntax.problems,
      directives: syntax.directives,
      anchor: from?.span ?? syntax.instructions[0]?.keywordSpan ?? { start: 0, end: 0 },
    },
    {
      comments: () => syntax.comments,
      stage: stages,
      instruction: () => read().instructions,
      container: () => stages().map(({ container }) => container),
      label: () => [
        ...read()
          .stages.filter(({ stage }) => isInImage(stage))
          .flatMap((each) =>
            ownLabels(each).map(
              (entry): LabelUse => ({
                ...entry,
                format: 'dockerfile',
                place: 'image',
                owner: each.stage.name ?? String(each.stage.index),
              }),
            ),
          ),
        ...ownAttributes(stages().filter(isInImage), input.text),
      ],
      facts: () => [
        ...stages().map(({ index: at, name, from }): PlainFact => ({ type: 'stage', at, name, span: from.span })),
        ...read().instructions.flatMap((instruction) => copiedFacts(instruction, stages(), input.path)),
        ...packageFacts(stages(), input.path),
      ],
    },
  );
}

/** What a stage says of itself that is only copied from is gone with it. */
function isInImage({ shipped, underShipped }: Stage): boolean {
  return shipped || underShipped;
}

/** Attributes that a stage sets itself; those of the stages below it are told there. */
function ownAttributes(stages: readonly Stage[], text: string): readonly LabelUse[] {
  const container = stages.map((stage) => stage.container);
  const seen = new Set<number>();
  return exportedLabels({ format: 'dockerfile', text, container, object: [] }).filter(({ nameSpan: { start } }) => {
    const isNew = !seen.has(start);
    seen.add(start);
    return isNew;
  });
}
