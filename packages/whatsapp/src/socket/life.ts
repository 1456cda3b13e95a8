import { Boom } from '@hapi/boom';
import type { Logger } from '@pinwheel/pinning';
import { DisconnectReason, makeWASocket } from '@whiskeysockets/baileys';
import type { ConnectionState, UserFacingSocketConfig, WASocket } from '@whiskeysockets/baileys';
import { causeOf } from '../cause.js';
import { defer } from '../deferred.js';
import { catchRejections } from './catch-rejections.js';
import type { Ending } from './disconnects.js';
import { listenInTurn } from './in-turn.js';
import { watchHandshake, watchOpening, watchShutdown } from './watchdogs.js';

/** One Baileys socket from its making to its end; an instance lives through many. */
export interface Life {
  readonly socket: WASocket;
  /** Logged in, and the WebSocket takes what we send. */
  readonly isOpen: boolean;
  /** Aborted when the socket is gone. */
  readonly gone: AbortSignal;
  /** Resolves when it is gone, never rejects. */
  readonly ended: Promise<Ending>;
  end(why: Ending): void;
}

export interface LifeOptions {
  watchdogMs: number;
  logger: Logger;
}

/** Nothing happens on the socket before the caller's present turn of the event loop is over. */
export function beginLife(config: UserFacingSocketConfig, options: LifeOptions): Life {
  const socket = makeWASocket(config);
  const gone = new AbortController();
  const ended = defer<Ending>();
  let open = false;
  const life: Life = {
    socket,
    get isOpen() {
      return open && socket.ws.isOpen && !gone.signal.aborted;
    },
    gone: gone.signal,
    ended: ended.promise,
    end({ code, message }) {
      open = false;
      void socket.end(new Boom(message, { statusCode: code }));
    },
  };
  const stopWatching = [watchHandshake(life), watchOpening(life, options.watchdogMs), watchShutdown(socket)];
  listenInTurn(socket.ws, 'CB:message', () => gone.signal.aborted);
  catchRejections(socket.ws, (event, error) => {
    options.logger.warn({ event, cause: causeOf(error) }, 'Baileys failed on a frame');
    // A frame that cannot be decrypted leaves both ends with different counters: nothing after it can be read either.
    if (event === 'message') life.end({ code: DisconnectReason.badSession, message: 'unreadable frame' });
  });
  socket.ev.on('connection.update', ({ connection, lastDisconnect }) => {
    if (connection === 'open') open = true;
    if (connection !== 'close') return;
    open = false;
    for (const stop of stopWatching) stop();
    ended.resolve(endingOf(lastDisconnect));
    gone.abort();
  });
  return life;
}

function endingOf(disconnect: ConnectionState['lastDisconnect']): Ending {
  const error = disconnect?.error;
  const status = error instanceof Boom ? error.output.statusCode : undefined;
  return { code: status ?? DisconnectReason.connectionClosed, message: error?.message ?? '' };
}
