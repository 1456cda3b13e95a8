import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Child extends AsyncDisposable {
  url: string;
  /** With -9. */
  kill(): Promise<void>;
}

/** The API in a process of its own, as built, on a database that is there already. */
export async function startChild(databaseUrl: string): Promise<Child> {
  const { PATH, HOME } = process.env;
  const env = {
    ...{ PATH, HOME, LOG_FORMAT: 'json', DATABASE_URL: databaseUrl, HTTP_PORT: '0' },
    PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
        const served = /"url":"(http:[^"]+)"/.exec(output);
        if (served) resolve(served[1]!);
      });
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was up:\n${output}`)));
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return { url, kill, [Symbol.asyncDispose]: kill };
}
