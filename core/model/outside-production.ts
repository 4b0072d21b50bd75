import { remember } from '../kept.js';
import { folderOf } from './path.js';
import { wordsOf } from './secret-name.js';
import { isForDevelopment } from './secret-variable.js';

/** Names of folders, beside those of development, whose files nobody deploys to stay. */
const folders = new Set(['preview', 'previews', 'devcontainer', 'sandbox', 'playground']);

/**
 * True for a file that by its name, or by that of the folder it lies in, is for development, tests or previews:
 * `compose.dev.yaml`, `.devcontainer/compose.yaml`, `overlays/preview/db.yaml`.
 */
export const isOutsideProduction: (path: string) => boolean = remember(1000, tellsOtherwise);

function tellsOtherwise(path: string): boolean {
  const folder = folderOf(path);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return isForDevelopment(path) || isForDevelopment(name) || wordsOf(name).some((word) => folders.has(word));
}
