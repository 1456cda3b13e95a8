import type { Life } from './life.js';

/** The connection went before the answer came. */
export class ConnectionLost extends Error {
  constructor() {
    super('the connection was lost');
    this.name = 'ConnectionLost';
  }
}

/**
 * The result of a query, or ConnectionLost as soon as the socket is gone: Baileys forgets what it had asked, and would
 * answer with a misleading error when its own time is up.
 */
export function whileAlive<T>({ gone }: Life, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(new ConnectionLost());
    if (gone.aborted) lost();
    else gone.addEventListener('abort', lost, { once: true });
    work.then(resolve, reject).finally(() => gone.removeEventListener('abort', lost));
  });
}
