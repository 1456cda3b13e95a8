/**
 * What PostgreSQL refuses in text and jsonb, NUL and lone surrogates (a string cut in the middle of an emoji), becomes
 * U+FFFD. Nothing else is altered.
 */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** How `JSON.stringify` writes a NUL or a lone surrogate; also matches some text that is fine. */
const suspicious = /\\u(?:0000|d[89a-f])/;

/** JSON that PostgreSQL takes. A replacer is slow, so strings are looked at one by one only where one may need it. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!suspicious.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}
