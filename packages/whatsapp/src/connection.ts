import { setTimeout } from 'node:timers/promises';
import type { Instant } from '@pinwheel/domain';
import type { Clock, Logger } from '@pinwheel/pinning';
import { DisconnectReason, initAuthCreds } from '@whiskeysockets/baileys';
import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import { isPairedIdentity } from './auth/creds.js';
import type { CloseReason } from './listener.js';
import { backoff } from './socket/backoff.js';
import { type Ending, judgeEnding } from './socket/disconnects.js';
import type { Life } from './socket/life.js';

/** A connection that held this long, in ms, was a good one: the next failure counts as the first. */
const goodWhile = 30_000;
/** WhatsApp asks for a restart after pairing, and may ask again; more than that is no reason to hurry. */
const restartsAtOnce = 2;

export interface ConnectionOptions {
  clock: Clock;
  logger: Logger;
  /** Makes a socket and listens to it. */
  begin(creds: AuthenticationCreds): Life;
  /** Resolves when everything about the last socket has been told. */
  told(): Promise<void>;
  closed(reason: CloseReason): void;
}

/** One socket after the other, until there is a reason not to come back. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #stopping = new AbortController();
  #life: Life | null = null;
  #openedAt: Instant | null = null;
  #failures = 0;
  /** Found out otherwise than by the end of a socket. */
  #reason: CloseReason | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get life(): Life | null {
    return this.#life;
  }

  /** Resolves when the instance will not come back by itself. */
  async run(creds: AuthenticationCreds): Promise<void> {
    let identity = creds;
    for (;;) {
      const reason = this.#judge(await this.#live(identity), isPairedIdentity(identity));
      this.#tell(reason);
      if (reason.kind !== 'reconnecting') return;
      await this.#pause(reason.delayMs);
      if (this.#stopping.signal.aborted) return this.#tell({ kind: 'stopped' });
      // One that asked for a pairing code would log in as the account it is not linked with, and be refused.
      if (!isPairedIdentity(identity)) identity = initAuthCreds();
    }
  }

  opened(): void {
    this.#openedAt = this.#options.clock.now();
  }

  giveUp(reason: CloseReason): void {
    this.#reason ??= reason;
    this.#end(reason.kind);
  }

  stop(): void {
    this.#stopping.abort();
    this.#end('stopped');
  }

  async #live(identity: AuthenticationCreds): Promise<Ending> {
    this.#openedAt = null;
    const life = this.#options.begin(identity);
    this.#life = life;
    // Asked to end while it was being made.
    if (this.#reason || this.#stopping.signal.aborted) this.#end('stopped');
    const ending = await life.ended;
    this.#life = null;
    await this.#options.told();
    return ending;
  }

  #judge(ending: Ending, paired: boolean): CloseReason {
    if (this.#stopping.signal.aborted) return { kind: 'stopped' };
    if (this.#reason) return this.#reason;
    const verdict = judgeEnding(ending, !paired);
    if (verdict.kind === 'give_up') return verdict.reason;
    const heldFor = this.#openedAt === null ? 0 : this.#options.clock.now() - this.#openedAt;
    this.#failures = heldFor >= goodWhile ? 1 : this.#failures + 1;
    const atOnce = verdict.atOnce && this.#failures <= restartsAtOnce;
    const delayMs = atOnce ? 0 : backoff(this.#failures, Math.random());
    return { kind: 'reconnecting', code: ending.code, delayMs };
  }

  #tell(reason: CloseReason): void {
    this.#options.logger.info({ reason }, 'WhatsApp connection closed');
    this.#options.closed(reason);
  }

  #end(message: string): void {
    this.#life?.end({ code: DisconnectReason.connectionClosed, message });
  }

  async #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
