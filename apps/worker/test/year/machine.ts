import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('machine.mjs', import.meta.url));

/** The process that carries out, which can be killed; another is started in its place. */
export class Machine implements AsyncDisposable {
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  #complaints = '';

  constructor(env: Record<string, string>) {
    this.#env = env;
  }

  async start(now: number): Promise<void> {
    const { PATH, HOME } = process.env;
    const options = { env: { PATH, HOME, ...this.#env }, execArgv: [], silent: true };
    this.#child = fork(program, [String(now)], options);
    this.#child.stderr!.on('data', (chunk) => {
      this.#complaints += String(chunk);
    });
    await this.#hear();
  }

  async setClock(now: number): Promise<void> {
    const heard = this.#hear();
    this.#child!.send({ now });
    await heard;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill('SIGTERM');
  }

  async #hear(): Promise<void> {
    const child = this.#child!;
    const ended = new AbortController();
    const gone = once(child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error(`the machine has ended: ${this.#complaints}`);
    });
    gone.catch(() => {});
    await Promise.race([once(child, 'message', { signal: ended.signal }), gone]);
    ended.abort();
  }
}
