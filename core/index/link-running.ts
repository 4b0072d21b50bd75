import type { Container } from '../model/container.js';
import type { Stage } from '../model/dockerfile.js';
import type { Document, DocumentPlace } from '../model/document.js';
import type { Span } from '../span.js';
import type { Index } from './index.js';
import { effective, stageOf, stageOfImage, usersOf } from './link-image.js';

/** A container as it runs, with the two places it is described in. */
export interface Running {
  /** With what its image adds. Values of the image have `via: 'image'` and point at the container's anchor. */
  readonly container: Container;
  /** As its own file describes it. */
  readonly written: Container;
  /** Where it is described; the Dockerfile itself for a stage that nobody in the workspace runs. */
  readonly document: Document;
  /** The stage it is built from, where that is known. */
  readonly image: { readonly stage: Stage; readonly document: Document } | undefined;
  /** False for a stage that nobody in the workspace runs. */
  readonly isRun: boolean;
}

/** A service or a container of a pod as it runs. */
export function runningOf(index: Index, document: Document, container: Container): Running {
  const built = stageOf(index, container, document.path) ?? stageOfImage(index, container);
  if (built === undefined) return { container, written: container, document, image: undefined, isRun: true };
  const { stage } = built.fact;
  const image = { stage, document: built.document };
  return { container: effective(container, stage), written: container, document, image, isRun: true };
}

/** What runs by this description: the container itself, or for a stage everything in the workspace that runs it. */
export function runsOf(index: Index, document: Document, container: Container): readonly Running[] {
  if (document.format !== 'dockerfile') return [runningOf(index, document, container)];
  const stage = document.stage.find((each) => each.container === container);
  if (stage === undefined) return [];
  const image = { stage, document };
  const runs = usersOf(index, stage, document.path).map(
    (use): Running => ({
      container: effective(use.container, stage),
      written: use.container,
      document: use.document,
      image,
      isRun: true,
    }),
  );
  return runs.length > 0 ? runs : [{ container, written: container, document, image, isRun: false }];
}

/**
 * Where something that a reader found in a container as it runs is written: `find` is asked of its own description first,
 * then of its image.
 */
export function placeInRunning(
  { written, document, image }: Running,
  find: (container: Container) => Span | undefined,
): DocumentPlace | undefined {
  const own = find(written);
  if (own !== undefined) return { document, span: own };
  const below = image && find(image.stage.container);
  return image === undefined || below === undefined ? undefined : { document: image.document, span: below };
}
