import { EventEmitter } from 'node:events';
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq';
import type pg from 'pg';
import type { Listener } from './listener.js';

/**
 * A pool as BullMQ wants it, whose connections are shared by many queues: it leaves no listener on the pool behind when
 * its queue is closed, and "a connection to listen on" is a subscription to the one that the process has.
 */
export class SharedPool implements PgPool {
  readonly #pool: pg.Pool;
  readonly #listener: Listener;
  /** Read by BullMQ: a silent loss of the listening connection will be noticed. */
  readonly options = { keepAlive: true };

  constructor(pool: pg.Pool, listener: Listener) {
    this.#pool = pool;
    this.#listener = listener;
  }

  query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    return queryAny(this.#pool, text, params);
  }

  async connect(): Promise<PgPoolClient> {
    return new Subscription(this.#pool, this.#listener);
  }

  /** The pool's owner hears its errors, and ends it. */
  on(): this {
    return this;
  }

  removeAllListeners(): this {
    return this;
  }

  async end(): Promise<void> {}
}

class Subscription extends EventEmitter implements PgPoolClient {
  readonly #pool: pg.Pool;
  readonly #listener: Listener;

  constructor(pool: pg.Pool, listener: Listener) {
    super();
    this.#pool = pool;
    this.#listener = listener;
  }

  async query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    if (/^LISTEN /m.test(text)) {
      await this.#listener.subscribe(this, text);
      return { rows: [] };
    }
    // A worker's name, meant for a connection of its own.
    if (text.includes('application_name')) return { rows: [] };
    return queryAny(this.#pool, text, params);
  }

  release(): void {
    this.#listener.unsubscribe(this);
  }
}

async function queryAny<R>(pool: pg.Pool, text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
  const { rows } = await pool.query(text, [...params]);
  return { rows: rows as R[] };
}
