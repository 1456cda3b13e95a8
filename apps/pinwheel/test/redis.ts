import { createConnection } from 'node:net';

/** Says one word to a Redis, in its own inline protocol: no client is needed for that. */
async function command(url: string, words: string): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port || 6379) });
  const database = pathname.slice(1) || '0';
  await new Promise<void>((resolve, reject) => {
    let answers = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answers += String(chunk);
      if (answers.split('\r\n').length > 2) resolve();
    });
    socket.write(`SELECT ${database}\r\n${words}\r\n`);
  });
  socket.destroy();
}

export const Redis = {
  /** Everything in the database is gone, as after FLUSHALL on a Redis of one's own. */
  wipe: (url: string): Promise<void> => command(url, 'FLUSHDB'),
};
