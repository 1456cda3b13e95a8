import type { IncomingMessage } from 'node:http';
import { DisconnectReason } from '@whiskeysockets/baileys';
import type { WASocket } from '@whiskeysockets/baileys';
import type { Life } from './life.js';

/** How long a WebSocket may take to shut down before it is torn down, in ms; ws itself would wait 30 s. */
const shutdownMs = 2_000;

type Stop = () => void;

/** Baileys listens for HTTP answers to the upgrade and does nothing: the socket would stay "connecting" for ever. */
export function watchHandshake(life: Life): Stop {
  const refuse = (_request: unknown, response: IncomingMessage) => {
    response.resume();
    life.end({ code: DisconnectReason.unavailableService, message: `HTTP ${response.statusCode} at the upgrade` });
  };
  life.socket.ws.on('unexpected-response', refuse);
  return () => life.socket.ws.off('unexpected-response', refuse);
}

/** A socket that neither opens nor shows a QR is given up: a server may accept connections and say nothing. */
export function watchOpening(life: Life, patienceMs: number): Stop {
  const timer = setTimeout(() => {
    life.end({ code: DisconnectReason.timedOut, message: 'neither open nor QR' });
  }, patienceMs);
  const stop = () => clearTimeout(timer);
  life.socket.ev.on('connection.update', ({ connection, qr }) => {
    if (connection === 'open' || qr) stop();
  });
  return stop;
}

/** The part of ws that Baileys' client keeps to itself. */
interface RawSocket {
  readonly readyState: number;
  terminate(): void;
}

const closing = 2;

/** On a dead line the closing handshake has no answer, and Baileys tells of the end only after it. */
export function watchShutdown({ ws }: WASocket): Stop {
  let sweeps = 0;
  const timer = setInterval(() => {
    const { socket } = ws as unknown as { socket: RawSocket | null };
    sweeps = socket?.readyState === closing ? sweeps + 1 : 0;
    if (sweeps >= 2) socket?.terminate();
  }, shutdownMs / 2);
  timer.unref();
  return () => clearInterval(timer);
}
