import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Child {
  kill(): Promise<void>;
  /** Asks it to stop; resolves to its exit status. */
  terminate(): Promise<number | null>;
  output(): string;
  /** Where health and metrics are served. */
  url(): string;
}

/** The all-in-one in a process of its own, as built; resolves when it serves. */
export async function startChild(env: Record<string, string>): Promise<Child> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const up = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
        if (output.includes('"watching the clock"')) resolve();
      });
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was up:\n${output}`)));
  });
  await up;
  return {
    output: () => output,
    url: () => /"url":"(http:[^"]+)"/.exec(output)![1]!,
    kill: async () => void (await end(child, 'SIGKILL')),
    terminate: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}
