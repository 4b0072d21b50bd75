import { Buffer, isUtf8 } from 'node:buffer';
import { maxFileSize, type ReadResult } from '../protocol.js';

/** Text of a file's bytes, without a byte order mark, as editors show it. */
export function decode(bytes: Uint8Array): ReadResult {
  if (bytes.byteLength > maxFileSize) return { state: 'refused', reason: 'large' };
  if (!isUtf8(bytes)) return { state: 'refused', reason: 'encoding' };
  // A `TextDecoder` that refuses what is no UTF-8 brings the tables of all encodings with it.
  const start = hasMark(bytes) ? 3 : 0;
  return { state: 'text', text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start) };
}

/** Whether a byte order mark stands in front. */
export function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
