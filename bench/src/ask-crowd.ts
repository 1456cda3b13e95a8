import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Asked, Told } from './crowd.js';

export interface Crowd extends AsyncDisposable {
  readonly address: Extract<Told, { kind: 'open' }>;
  scan(member: number, qr: string): Promise<void>;
  say(member: number, count: number): Promise<void>;
}

/** A process of its own, so that the listener's has its core to itself. */
export async function openCrowd(): Promise<Crowd> {
  const child = fork(fileURLToPath(new URL('crowd.js', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [address] = (await Promise.race([once(child, 'message'), fails(exited)])) as [Extract<Told, { kind: 'open' }>];
  const answers = new Map<number, (problem: string | null) => void>();
  child.on('message', (told: Told) => {
    if (told.kind === 'done') answers.get(told.ask)?.(told.problem);
  });
  let last = 0;
  const ask = (asked: Record<string, unknown> & Pick<Asked, 'kind'>) =>
    new Promise<void>((resolve, reject) => {
      const id = (last += 1);
      answers.set(id, (problem) => (problem === null ? resolve() : reject(new Error(problem))));
      child.send({ ...asked, ask: id });
    });
  return {
    address,
    scan: (member, qr) => ask({ kind: 'scan', member, qr }),
    say: (member, count) => ask({ kind: 'say', member, count }),
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await exited;
    },
  };
}

async function fails(exited: Promise<unknown>): Promise<never> {
  await exited;
  throw new Error('the simulator did not start');
}
