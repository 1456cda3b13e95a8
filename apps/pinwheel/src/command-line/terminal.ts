import type { Terminal } from './tokens.js';

/** Waits until a line has left: the process ends soon after. */
export function terminalOn({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Terminal {
  const writer = (stream: NodeJS.WriteStream) => (line: string) =>
    new Promise<void>((resolve) => stream.write(`${line}\n`, () => resolve()));
  return { out: writer(stdout), err: writer(stderr) };
}
