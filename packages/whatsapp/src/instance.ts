import type { Outcome } from '@pinwheel/domain';
import type { Errand } from '@pinwheel/pinning';
import { proto } from '@whiskeysockets/baileys';
import type { AuthenticationCreds, ConnectionState, SignalKeyStore } from '@whiskeysockets/baileys';
import { causeOf } from './cause.js';
import { accountOf } from './account.js';
import { CredsKeeper } from './auth/creds.js';
import type { SealedRecords } from './auth/sealed-records.js';
import { createSignalKeys } from './auth/signal-keys.js';
import { Connection } from './connection.js';
import { Groups } from './groups/groups.js';
import { listen } from './hear/listen.js';
import { PrivateChats } from './hear/private-chats.js';
import type { findIdentity } from './identity.js';
import { Envelopes } from './kept/envelopes.js';
import { keepPlaintexts } from './kept/keep-plaintexts.js';
import type { KeptMessages } from './kept/kept-messages.js';
import { toBaileysLogger } from './log.js';
import { logOut } from './log-out.js';
import type { OpenInstance, OpenInstanceOptions } from './open-instance.js';
import { showPairing } from './pairing.js';
import { WhatsAppGateway } from './send/gateway.js';
import { Ratchets } from './send/ratchets.js';
import { resendOnRequest } from './send/resend.js';
import { RetryCounters } from './send/retry-counters.js';
import { socketConfig } from './socket/config.js';
import { ExpiringCache, toCacheStore } from './socket/expiring-cache.js';
import { beginLife, type Life } from './socket/life.js';
import { ConnectionLost } from './socket/while-alive.js';
import type { GuardedListener } from './tell.js';

export interface InstanceOptions extends Omit<OpenInstanceOptions, 'listener'> {
  listener: GuardedListener;
  records: SealedRecords;
  kept: KeptMessages;
}

const minute = 60_000;

/** One account over all its sockets: what is kept from one to the next, and how each of them is wired. */
export class Instance implements OpenInstance {
  readonly #options: InstanceOptions;
  readonly #keys: SignalKeyStore;
  readonly #keeper: CredsKeeper;
  readonly #connection: Connection;
  readonly #groups: Groups;
  readonly #privateChats = new PrivateChats();
  readonly #envelopes = new Envelopes();
  readonly #gateway: WhatsAppGateway;
  readonly #counters: RetryCounters;
  readonly #devices: ExpiringCache;
  #pairedTold: Promise<void> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  constructor(options: InstanceOptions) {
    const { clock, logger, listener, records, sent } = options;
    this.#options = options;
    this.#keys = createSignalKeys(records, ({ record }) =>
      this.#connection.giveUp({ kind: 'broken_credentials', record }),
    );
    this.#keeper = new CredsKeeper(records, logger);
    this.#connection = new Connection({
      clock,
      logger,
      begin: (creds) => this.#begin(creds),
      told: () => this.#pairedTold,
      closed: (reason) => listener.closed(reason),
    });
    this.#groups = new Groups({
      logger,
      account: () => this.#account(),
      heard: (events) => void listener.heard(events),
    });
    this.#devices = new ExpiringCache(clock, 5 * minute);
    this.#counters = new RetryCounters(
      new ExpiringCache(clock, 60 * minute),
      async (wireId) => (await sent.find(wireId)) !== null,
    );
    this.#gateway = new WhatsAppGateway({
      life: () => this.#connection.life,
      groups: this.#groups,
      ratchets: new Ratchets(this.#keys),
      sent,
      clock,
      logger,
      acknowledgementMs: options.acknowledgementMs ?? 15_000,
    });
  }

  run(found: Awaited<ReturnType<typeof findIdentity>>): void {
    if ('reason' in found) this.#options.listener.closed(found.reason);
    else this.#running = this.#connection.run(found.creds);
  }

  get isOpen(): boolean {
    return this.#connection.life?.isOpen ?? false;
  }

  send(errand: Errand): Promise<Outcome> {
    return this.#gateway.send(errand);
  }

  refreshChats(): Promise<void> {
    return this.isOpen ? this.#groups.refreshAll() : Promise.reject(new ConnectionLost());
  }

  async logOut(): Promise<void> {
    const { life } = this.#connection;
    if (!life?.isOpen) throw new ConnectionLost();
    await logOut(life);
    this.#connection.giveUp({ kind: 'logged_out' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.stop();
    await this.#keeper.close();
    await this.#running;
    await this.#keeper.saved();
    await this.#tidy();
    await this.#options.records.idle();
  }

  async #tidy(): Promise<void> {
    const { kept, records, logger } = this.#options;
    try {
      await kept.tidy(records);
    } catch (error) {
      // Those messages are told once more.
      logger.warn({ cause: causeOf(error) }, 'forgetting messages that were heard failed');
    }
  }

  #begin(creds: AuthenticationCreds): Life {
    const { listener, logger, pairing, watchdogMs, clock, kept } = this.#options;
    const unpaired = creds.account === undefined;
    const life = beginLife(this.#config(creds, unpaired), { logger, watchdogMs: watchdogMs ?? 45_000 });
    life.socket.ev.on('creds.update', () => this.#keeper.keep(creds));
    life.socket.ev.on('connection.update', (update) => this.#follow(update));
    this.#groups.follow(life);
    this.#envelopes.follow(life);
    listen(life, {
      clock,
      logger,
      groups: this.#groups,
      privateChats: this.#privateChats,
      kept,
      heard: (events) => listener.heard(events),
    });
    resendOnRequest(life, { counters: this.#counters, findSent: (id) => this.#findSent(id), logger });
    if (unpaired && pairing)
      showPairing(life, { pairing, listener, giveUp: (reason) => this.#connection.giveUp(reason) });
    return life;
  }

  #config(creds: AuthenticationCreds, unpaired: boolean) {
    return socketConfig(this.#options, {
      auth: { creds, keys: this.#keys },
      logger: toBaileysLogger(this.#options.logger),
      makeSignalRepository: keepPlaintexts(this.#options.kept, this.#envelopes),
      pairsByCode: unpaired && this.#options.pairing?.method === 'code',
      retryCounters: this.#counters.forBaileys,
      devices: toCacheStore(this.#devices),
      findSent: (wireId) => this.#findSent(wireId),
      findGroup: (jid) => this.#groups.find(jid),
    });
  }

  #follow({ connection, isNewLogin, receivedPendingNotifications }: Partial<ConnectionState>): void {
    const account = this.#account();
    const { logger, listener } = this.#options;
    if (!account) return;
    // A process that dies here is linked on the phone and knows nothing of it, so the news waits for the store.
    if (isNewLogin)
      this.#pairedTold = this.#keeper.saved().then((stored) => {
        if (stored) listener.paired(account);
      });
    if (receivedPendingNotifications) listener.caughtUp();
    if (connection !== 'open') return;
    logger.info({}, 'WhatsApp connection open');
    this.#connection.opened();
    listener.opened(account);
    this.#groups.refreshAll().catch((error: unknown) => {
      logger.warn({ cause: causeOf(error) }, 'asking about the groups failed');
    });
  }

  #account() {
    const { life } = this.#connection;
    return life && accountOf(life.socket);
  }

  async #findSent(wireId: string): Promise<proto.IMessage | undefined> {
    const bytes = await this.#options.sent.find(wireId);
    return bytes ? proto.Message.decode(bytes) : undefined;
  }
}
