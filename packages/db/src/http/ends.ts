import type { CommandEnds } from '@pinwheel/pinning';
import pg from 'pg';

/** The channel on which a transaction that ends a token's command says its id, when it commits. */
export const endsChannel = 'pinwheel_command_ended';

/** In ms. */
const pauses = {
  /** How long a notification that was lost can go unnoticed. */
  reread: 2_000,
  reconnect: 1_000,
  connect: 5_000,
};

/**
 * One connection that listens, whatever number of requests wait, opened for the first of them. What it misses while it
 * is lost is found by a look at all awaited commands together.
 */
export class ListenedEnds implements CommandEnds, AsyncDisposable {
  readonly #url: string;
  readonly #pool: pg.Pool;
  readonly #waiters = new Map<string, Set<() => void>>();
  readonly #unread = new Set<string>();
  #listening: Promise<pg.Client | null> | null = null;
  #reading = false;
  #timer: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, pool: pg.Pool) {
    this.#url = url;
    this.#pool = pool;
  }

  get awaited(): number {
    return this.#waiters.size;
  }

  async ended(commandId: string, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.#closed) return false;
    const end = this.#register(commandId, signal);
    // It may have ended before anybody listened.
    void this.#listen().then(() => this.#reread([commandId]));
    return end;
  }

  #register(commandId: string, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const leave = (ended: boolean): void => {
        signal.removeEventListener('abort', giveUp);
        this.#forget(commandId, tell);
        resolve(ended);
      };
      const giveUp = (): void => leave(false);
      const tell = (): void => leave(!this.#closed);
      const waiters = this.#waiters.get(commandId) ?? new Set();
      this.#waiters.set(commandId, waiters.add(tell));
      signal.addEventListener('abort', giveUp);
      this.#timer ??= setInterval(() => void this.#reread(this.#waiters.keys()), pauses.reread);
    });
  }

  #forget(commandId: string, tell: () => void): void {
    const waiters = this.#waiters.get(commandId);
    waiters?.delete(tell);
    if (waiters?.size === 0) this.#waiters.delete(commandId);
    if (this.#waiters.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #tell(commandId: string): void {
    for (const tell of [...(this.#waiters.get(commandId) ?? [])]) tell();
  }

  /** Resolves also when no connection can be had: then the look at all of them is what tells. */
  async #listen(): Promise<void> {
    this.#listening ??= this.#connect();
    await this.#listening;
  }

  async #connect(): Promise<pg.Client | null> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: pauses.connect,
      keepAlive: true,
      application_name: 'pinwheel listens',
    });
    let lost = false;
    const lose = (): void => {
      if (lost || this.#closed) return;
      lost = true;
      client.end().catch(() => {});
      this.#retry = setTimeout(() => this.#reconnect(), pauses.reconnect);
    };
    client.on('error', lose).on('end', lose);
    client.on('notification', ({ payload }) => this.#tell(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${endsChannel}`);
      return client;
    } catch {
      lose();
      return null;
    }
  }

  #reconnect(): void {
    this.#listening = null;
    if (this.#waiters.size > 0) void this.#listen().then(() => this.#reread(this.#waiters.keys()));
  }

  /** Those that are asked for while a look is under way are looked at together, in the next one. */
  async #reread(commandIds: Iterable<string>): Promise<void> {
    for (const id of commandIds) this.#unread.add(id);
    if (this.#reading) return;
    this.#reading = true;
    while (this.#unread.size > 0 && !this.#closed) {
      const ids = [...this.#unread];
      this.#unread.clear();
      for (const id of await this.#endedOf(ids)) this.#tell(id);
    }
    this.#reading = false;
  }

  async #endedOf(ids: string[]): Promise<string[]> {
    const text = `
      select c.id from commands c
      where c.id = any($1)
        and not exists (select from operations where command_id = c.id and state in ('waiting', 'sending'))`;
    try {
      return (await this.#pool.query<{ id: string }>(text, [ids])).rows.map(({ id }) => id);
    } catch {
      // The next look comes soon.
      return [];
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const id of [...this.#waiters.keys()]) this.#tell(id);
    const client = await this.#listening;
    await client?.end().catch(() => {});
  }
}
