import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Connection } from '../wire/connection.js';
import { dispatch } from './dispatch.js';
import { join, leave } from './login.js';
import type { World } from './world.js';

/** The TCP side of the server: takes sockets, or treats them as the faults say. */
export class Listener {
  readonly #world: World;
  readonly #http: Server = createServer((_request, response) => response.writeHead(404).end());
  readonly #webSockets = new WebSocketServer({ noServer: true });
  readonly #open = new Set<Connection>();
  readonly #unanswered: Array<() => void> = [];
  readonly #sockets = new Set<Socket>();
  #held = false;
  #silent = false;

  constructor(world: World) {
    this.#world = world;
    this.#http.on('connection', (socket: Socket) => this.#connected(socket));
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const upgrade = () => this.#upgrade(request, socket, head);
      if (this.#silent) this.#unanswered.push(upgrade);
      else upgrade();
    });
  }

  /** Resolves to the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#held = true;
    for (const connection of this.#open) connection.drop();
    for (const socket of this.#sockets) socket.destroy();
    this.#webSockets.close();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  get connections(): ReadonlySet<Connection> {
    return this.#open;
  }

  hold(held: boolean): void {
    this.#held = held;
  }

  silence(): void {
    this.#silent = true;
    for (const connection of this.#open) connection.silence();
  }

  speakAgain(): void {
    this.#silent = false;
    for (const connection of this.#open) connection.speakAgain();
    for (const upgrade of this.#unanswered.splice(0)) upgrade();
  }

  #connected(socket: Socket): void {
    if (this.#held) {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const status = this.#world.faults.nextUpgrade();
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const world = this.#world;
      this.#open.add(
        new Connection(webSocket, world.authority, {
          joined: (connection, client) => join(world, connection, client),
          received: (connection, stanza) => dispatch(world, connection, stanza),
          failed: (_connection, error) => world.unanswered.push(String(error)),
          closed: (connection) => {
            this.#open.delete(connection);
            leave(world, connection);
          },
        }),
      );
    });
  }
}
