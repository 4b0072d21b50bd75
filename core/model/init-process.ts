import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import { known } from '../value.js';
import type { Container } from './container.js';
import type { Stage } from './dockerfile.js';
import { factsOf } from './image-facts.js';
import { execCommandOf } from './probe.js';

/**
 * True when it is known what process 1 is: the entry point is written, or the image is a distribution or a language
 * runtime, whose entry point, where it has one, makes way for the command.
 */
export function hasPlainEntrypoint({ entrypoint, image }: Container, stage: Stage | undefined): boolean {
  // An entry point from another file has no place in this one.
  if (entrypoint.state === 'set') return entrypoint.via !== 'image';
  const root = stage?.rootImage ?? image;
  const facts = entrypoint.state === 'unset' && root.state === 'set' ? factsOf(root.value) : undefined;
  return facts !== undefined && (facts.role === 'os' || facts.role === 'runtime') && facts.shell !== false;
}

/** How tini is installed and where it then is, by the packages of Alpine, Debian and Ubuntu. */
const packages = {
  apk: { install: 'apk add --no-cache tini', path: '/sbin/tini' },
  apt: {
    install: 'apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*',
    path: '/usr/bin/tini',
  },
} as const;

/**
 * Installs tini in a stage, as root, and starts what is started now by it. Undefined where no package manager is known,
 * and where the command is not written in this stage, for a new entry point would drop it.
 */
export function initFor({
  container,
  rootImage,
  installed,
  instructions,
  base,
  hole,
}: Stage): readonly Edit[] | undefined {
  const facts = rootImage.state === 'set' ? factsOf(rootImage.value) : undefined;
  const kind = facts?.libc === 'musl' ? 'apk' : facts?.has('dash') === true ? 'apt' : undefined;
  const user = instructions.find(({ keyword }) => keyword === 'USER');
  if (kind === undefined || base.stage !== undefined || facts?.user !== 'root') return undefined;
  const { install, path } = packages[kind];
  const { entrypoint, command } = container;
  const words = known(entrypoint)?.words.map(({ text }) => text) ?? [];
  const isOwn =
    entrypoint.state === 'set' ? words.length > 0 && known(entrypoint)?.script === undefined : command.state === 'set';
  if (!isOwn) return undefined;
  return together(
    installed.has('tini') ? [] : (user?.before ?? hole).put(`RUN ${install}`),
    entrypoint.hole.put(execCommandOf([path, '--', ...words])),
  );
}
