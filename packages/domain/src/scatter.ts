/**
 * A number from 0 up to 1 that nobody would guess from its parts, and always the same for the same parts: what a
 * preview drew by lot is what comes. FNV-1a, and then every bit stirred into every other.
 */
export function scatter(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const letter of parts.join()) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
