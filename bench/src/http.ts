import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ways } from './http-ways.js';
import { takeTurns } from './rounds.js';
import { median, ratio } from './statistics.js';
import { figure, printTable } from './table.js';

const rounds = 5;
const atOnce = 16;
const requests = 6_000;

const body = JSON.stringify({ message: 'm7', hold: 'until friday 18:00', slot: 2 });
const request = [
  ...['POST / HTTP/1.1', 'Host: bench', 'Content-Type: application/json', `Content-Length: ${body.length}`],
  ...['Connection: keep-alive', '', body],
].join('\r\n');

/** What a POST with validated JSON costs the server: its CPU time, which other programs do not stretch. */
export async function measureHttp(): Promise<void> {
  const names = Object.keys(ways);
  const results = await takeTurns<string, number>(
    rounds,
    Object.fromEntries(names.map((name) => [name, () => costOf(name)])),
  );
  const limit = results[names[0]!]!;
  printTable({
    title: `HTTP: a POST of validated JSON, ${atOnce} at once (${rounds} rounds of ${requests})`,
    columns: ['way', 'CPU µs each', 'of what the CPU could serve'],
    rows: names.map((name) => [name, figure(median(results[name]!)), figure(ratio(limit, results[name]!))]),
  });
}

/** In µs of CPU time for each request. */
async function costOf(name: string): Promise<number> {
  const child = fork(fileURLToPath(new URL('./http-child.js', import.meta.url)), [name]);
  try {
    const port = await told(child);
    await ask(port, requests / 2);
    const before = await cpuOf(child);
    await ask(port, requests);
    return ((await cpuOf(child)) - before) / requests;
  } finally {
    child.kill();
  }
}

const told = async (child: ChildProcess): Promise<number> => {
  const [message] = (await once(child, 'message')) as [number];
  return message;
};

function cpuOf(child: ChildProcess): Promise<number> {
  const answered = told(child);
  child.send('cpu');
  return answered;
}

/** By bare sockets: a client that costs more than the server would be what is measured. */
async function ask(port: number, count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    while ((left -= 1) >= 0) await exchange(socket);
    socket.destroy();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

function exchange(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error('the connection was lost'));
    const listen = (chunk: Buffer): void => {
      // Answers are smaller than a segment: each comes whole.
      if (!chunk.subarray(0, 12).equals(created)) return reject(new Error(chunk.toString()));
      socket.off('error', fail);
      resolve();
    };
    socket.once('error', fail).once('data', listen);
    socket.write(request);
  });
}

const created = Buffer.from('HTTP/1.1 201');
