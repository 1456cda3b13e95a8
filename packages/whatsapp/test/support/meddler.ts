import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Meddler extends AsyncDisposable {
  socketUrl: string;
  /** Slips a WebSocket message into what the server says, as if it came from there. */
  injectFrame(payload: Buffer): void;
}

/** Stands between a client and the simulator, on loopback. */
export async function meddle(target: string): Promise<Meddler> {
  const { port, pathname } = new URL(target);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    clients.add(client);
    for (const socket of [client, upstream])
      socket
        .on('error', () => {})
        .on('close', () => {
          clients.delete(client);
          client.destroy();
          upstream.destroy();
        });
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    socketUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    injectFrame(payload) {
      const framed = Buffer.concat([Buffer.from([0, 0, payload.length]), payload]);
      // One final binary message, unmasked as servers send them.
      for (const client of clients) client.write(Buffer.concat([Buffer.from([0x82, framed.length]), framed]));
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
