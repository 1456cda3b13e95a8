import { Browsers } from '@whiskeysockets/baileys';
import type {
  AuthenticationState,
  CacheStore,
  GroupMetadata,
  proto,
  SocketConfig,
  UserFacingSocketConfig,
  WABrowserDescription,
} from '@whiskeysockets/baileys';
import type { BaileysLogger } from '../log.js';
import type { WhatsAppOptions } from '../options.js';

/** What the phone lists under its linked devices: "Google Chrome (Pinwheel)". */
const ownBrowser: WABrowserDescription = ['Pinwheel', 'Chrome', '1.0'];
/** WhatsApp gives a pairing code to the browsers and systems it knows only, and answers 400 to others. */
const knownBrowser = Browsers.macOS('Chrome');

/** Queries without an answer, in ms. Far below the time after which a claimed operation belongs to a dead process. */
const queryTimeoutMs = 16_000;

export interface SocketParts {
  auth: AuthenticationState;
  logger: BaileysLogger;
  makeSignalRepository: SocketConfig['makeSignalRepository'];
  pairsByCode: boolean;
  retryCounters: CacheStore;
  devices: CacheStore;
  findSent(wireId: string): Promise<proto.IMessage | undefined>;
  findGroup(jid: string): Promise<GroupMetadata | undefined>;
}

export function socketConfig(options: WhatsAppOptions, parts: SocketParts): UserFacingSocketConfig {
  return {
    ...(options.socketUrl === undefined ? {} : { waWebSocketUrl: options.socketUrl }),
    ...(options.qrMs === undefined ? {} : { qrTimeout: options.qrMs }),
    auth: parts.auth,
    makeSignalRepository: parts.makeSignalRepository,
    logger: parts.logger,
    browser: parts.pairsByCode ? knownBrowser : ownBrowser,
    keepAliveIntervalMs: options.keepAliveMs ?? 12_000,
    defaultQueryTimeoutMs: queryTimeoutMs,
    // The store does not answer "busy": what fails twice fails, and the group gets a new sender key.
    transactionOpts: { maxCommitRetries: 2, delayBetweenTriesMs: 200 },
    msgRetryCounterCache: parts.retryCounters,
    userDevicesCache: parts.devices,
    getMessage: async ({ id }) => (id ? parts.findSent(id) : undefined),
    cachedGroupMetadata: parts.findGroup,
    // Online, it would silence the notifications of the person's phone.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    emitOwnEvents: false,
  };
}
