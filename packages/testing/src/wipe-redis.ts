import { createConnection } from 'node:net';

/**
 * Everything in the database of this url is gone, as after FLUSHALL on a Redis of one's own. Said in Redis' inline
 * protocol: no client is needed for that.
 */
export async function wipeRedis(url: string): Promise<void> {
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
    socket.write(`SELECT ${database}\r\nFLUSHDB\r\n`);
  });
  socket.destroy();
}
