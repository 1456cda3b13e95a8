/** One line about anything thrown. A connection tried at several addresses has its words in its parts only. */
export function explain(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.message !== '') return thrown.message;
  return thrown instanceof AggregateError ? thrown.errors.map(explain).join('; ') : thrown.name;
}
