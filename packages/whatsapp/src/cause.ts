/** What an error says, in a line: the rest of a database error's message is the values of the statement. */
export function causeOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n');
  return line.slice(0, 300);
}
