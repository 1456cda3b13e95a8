/** The part of node's `process` that `run` needs. */
export interface Host {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (reason: unknown) => void): unknown;
  exit(code: number): unknown;
  stderr: { write(text: string): unknown };
}
