import { once } from '../kept.js';
import { known } from '../value.js';
import type { Stage } from './dockerfile.js';
import { factsOf } from './image-facts.js';

/** npm 7, which knows `--omit`, comes with every release from this one on. */
const firstNode = 16;

/** First words of tags without a number that stand for a release of today. */
const moving = /^(?:lts|latest|current|slim|alpine|trixie|bookworm|bullseye)(?:\d|-|$)/;

/** True when the npm of the stage surely is one of today: that of a Node.js image, not replaced by another. */
export const knowsOmit: (stage: Stage) => boolean = once(readNpm);

function readNpm({ rootImage, instructions, base }: Stage): boolean {
  const image = known(rootImage);
  const facts = image && factsOf(image);
  if (image === undefined || facts?.family !== 'node') return false;
  const isNew = facts.major === undefined ? moving.test(image.tag ?? 'latest') : facts.major >= firstNode;
  const replacesNpm = instructions.some(({ script }) =>
    script?.commands.some(({ words }) => words.some(({ text }) => /^npm@/.test(text))),
  );
  return isNew && !replacesNpm && (base.stage === undefined || knowsOmit(base.stage));
}
