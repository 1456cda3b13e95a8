import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedPost {
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Another program's server, to which webhooks are delivered. */
export interface Receiver extends AsyncDisposable {
  /** Without a slash at its end. The same after it was down. */
  readonly url: string;
  /** In the order in which they came, those that were answered with a failure too. */
  readonly received: ReceivedPost[];
  /** The status for a POST; 200 unless set. A promise is waited for. */
  answer: (post: ReceivedPost) => number | Promise<number>;
  /** Nobody listens any more. */
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  let server: Server | null = null;
  let port = 0;
  const receiver: Receiver = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    received: [],
    answer: () => 200,
    async goDown() {
      server?.closeAllConnections();
      server?.close();
      server = null;
    },
    async comeUp() {
      server = createServer((request, response) => {
        const take = async (): Promise<void> => {
          const post = { path: request.url ?? '', headers: request.headers, body: await text(request) };
          receiver.received.push(post);
          response.writeHead(await receiver.answer(post)).end();
        };
        // A connection that breaks off brings nothing.
        take().catch(() => response.destroy());
      }).listen(port, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
    },
    [Symbol.asyncDispose]: () => receiver.goDown(),
  };
  await receiver.comeUp();
  return receiver;
}
