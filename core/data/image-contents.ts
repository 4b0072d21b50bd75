import type { ImageContents } from './image-entry.js';
import { runtimes } from './image-runtimes.js';
import { servers } from './image-servers.js';
import { stores } from './image-stores.js';

/**
 * Read from the sources of the images. Official images: https://github.com/docker-library (one repository an image)
 * and https://github.com/docker-library/docs; the others name theirs. Only what holds for all tags that are in use. As of August 2026.
 */
export const imageContents: readonly ImageContents[] = [...runtimes, ...servers, ...stores];
