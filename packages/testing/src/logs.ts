export interface CapturedLogs {
  /** A destination for pino. */
  readonly stream: { write(chunk: string): void };
  /** One object for each line. */
  lines(): Record<string, unknown>[];
  /** Everything as it was written, for "no secret is in it". */
  text(): string;
}

export function captureLogs(): CapturedLogs {
  let written = '';
  return {
    stream: { write: (chunk) => (written += chunk) },
    lines: () =>
      written
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    text: () => written,
  };
}
