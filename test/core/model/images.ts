import { fail } from 'node:assert/strict';
import { type ImageReference, parseImage } from '../../../core/model/image.js';

/** A reference that a test knows to be one. */
export function readImage(text: string): ImageReference {
  return parseImage(text) ?? fail(`"${text}" is no image reference`);
}
