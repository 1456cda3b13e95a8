/** Characters as Telegram's limits count them: code points, so that most emoji are one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
