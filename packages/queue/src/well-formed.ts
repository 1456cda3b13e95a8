/**
 * A text cut in the middle of an emoji, or one with a NUL, can be stored neither by PostgreSQL as text or json nor read
 * back by everybody who parses our log.
 */
export function makeWellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The same error in words that can be stored and printed; whatever was thrown becomes an error. */
export function toWellFormedError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(makeWellFormed(String(thrown)));
  const error = new Error(makeWellFormed(thrown.message), { cause: thrown.cause });
  error.name = makeWellFormed(thrown.name);
  error.stack = makeWellFormed(thrown.stack ?? error.name);
  return error;
}
