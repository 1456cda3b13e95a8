import type { EventEmitter } from 'node:events';
import pg from 'pg';

/**
 * One connection that listens for all workers of the process; BullMQ on its own would open one for each. Opened when
 * first needed, and anew when somebody needs it after it was lost. All listen to the same channel.
 */
export class Listener {
  readonly #config: pg.ClientConfig;
  readonly #subscribers = new Set<EventEmitter>();
  #opening: Promise<pg.Client> | null = null;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** From now on the subscriber emits 'notification'; when the connection is lost, 'error' once and then nothing more. */
  async subscribe(subscriber: EventEmitter, listen: string): Promise<void> {
    this.#opening ??= this.#open(listen);
    await this.#opening;
    this.#subscribers.add(subscriber);
  }

  unsubscribe(subscriber: EventEmitter): void {
    this.#subscribers.delete(subscriber);
  }

  async close(): Promise<void> {
    this.#subscribers.clear();
    const client = await this.#opening?.catch(() => null);
    await client?.end();
  }

  async #open(listen: string): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    // An error is followed by the end: one loss.
    let lost = false;
    const lose = (error: unknown) => {
      if (!lost) this.#tell(error);
      lost = true;
    };
    client.on('notification', (message) => this.#subscribers.forEach((each) => each.emit('notification', message)));
    client.on('error', lose);
    client.on('end', () => lose(new Error('Connection terminated')));
    try {
      await client.connect();
      await client.query(listen);
      return client;
    } catch (error) {
      lose(error);
      throw error;
    }
  }

  #tell(error: unknown): void {
    this.#opening = null;
    const told = [...this.#subscribers];
    this.#subscribers.clear();
    for (const each of told) each.emit('error', error);
  }
}
