const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The text behind base64 (RFC 4648), in the usual alphabet or in that of URLs; line ends and padding are passed over.
 * Undefined for what is no base64, and for bytes that are no UTF-8.
 */
export function decodeBase64(encoded: string): string | undefined {
  const letters = encoded
    .replace(/\s/g, '')
    .replace(/={1,2}$/, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/');
  if (letters.length % 4 === 1) return undefined;
  let bits = 0;
  let count = 0;
  let bytes = '';
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(bytes);
  } catch {
    return undefined;
  }
}
