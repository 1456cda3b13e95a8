import type {
  Announcements,
  CommandEnds,
  CredentialRecords,
  Deliveries,
  Happenings,
  IdempotencyKeys,
  Instances,
  Leases,
  Limits,
  ProgramQueue,
  Pages,
  SentMessages,
  Store,
  Tokens,
  Trail,
  Webhooks,
  WireIds,
} from '@pinwheel/pinning';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { announcementsIn } from './announcements/index.js';
import { openPool } from './connection.js';
import { credentialRecords } from './credentials.js';
import { withoutValues } from './errors.js';
import { deliveriesIn } from './http/deliveries.js';
import { ListenedEnds } from './http/ends.js';
import { happeningsIn } from './http/happenings.js';
import { idempotencyKeysIn } from './http/idempotency.js';
import { limitsIn } from './http/limits.js';
import { programQueueIn } from './http/program-queue.js';
import { pagesIn } from './http/pages/index.js';
import { tokensIn } from './http/tokens.js';
import { webhooksIn } from './http/webhooks.js';
import { wireIdsIn } from './http/wire-ids.js';
import { instancesIn } from './instances.js';
import { leasesIn } from './leases.js';
import { migrateDatabase } from './migrate.js';
import { sentMessages } from './sent-messages.js';
import { storeIn } from './store/index.js';
import { trailIn } from './trail.js';

export interface DatabaseOptions {
  /** `postgres://…`, PostgreSQL 15 or newer. A direct connection, not a pooler's in transaction mode. */
  url: string;
  /** Places for pins in a chat. */
  slots: number;
  /** IANA name of the zone that a new chat gets. */
  timeZone: string;
  /** 10 where not given. */
  maxConnections?: number;
}

/**
 * The truth. When the server is lost, queries under way and new ones reject until it is back; nothing needs to be
 * opened anew.
 */
export interface Database extends AsyncDisposable {
  store: Store;
  instances: Instances;
  leases: Leases;
  announcements: Announcements;
  /** Every command and every deed, for the audit. */
  trail: Trail;
  tokens: Tokens;
  /** Holds a connection of its own from the first wait on. */
  ends: CommandEnds;
  limits: Limits;
  wireIds: WireIds;
  programQueue: ProgramQueue;
  webhooks: Webhooks;
  happenings: Happenings;
  deliveries: Deliveries;
  pages: Pages;
  idempotencyKeys: IdempotencyKeys;
  credentials(instanceId: string): CredentialRecords;
  sentMessages(instanceId: string): SentMessages;
  /** Rejects while the server does not answer. */
  ping(): Promise<void>;
  /** Creates the tables, or brings them up to date; any number of processes may do so at once. */
  migrate(): Promise<void>;
  /** For tests and for `src/telegram`. */
  drizzle: NodePgDatabase;
}

/** Opens a pool of connections. @throws when the server cannot be reached */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, slots, timeZone, maxConnections = 10 } = options;
  const pool = openPool(url, maxConnections);
  const ends = new ListenedEnds(url, pool.client);
  const database: Database = {
    store: withoutValues(storeIn(pool, { slots, timeZone })),
    instances: withoutValues(instancesIn(pool)),
    leases: withoutValues(leasesIn(pool.drizzle)),
    announcements: withoutValues(announcementsIn(pool, slots)),
    trail: withoutValues(trailIn(pool.drizzle)),
    tokens: withoutValues(tokensIn(pool.drizzle)),
    ends,
    limits: limitsIn(pool.client),
    wireIds: withoutValues(wireIdsIn(pool.drizzle)),
    programQueue: withoutValues(programQueueIn(pool.drizzle)),
    webhooks: withoutValues(webhooksIn(pool)),
    happenings: withoutValues(happeningsIn(pool)),
    deliveries: withoutValues(deliveriesIn(pool)),
    pages: withoutValues(pagesIn(pool.drizzle)),
    idempotencyKeys: withoutValues(idempotencyKeysIn(pool.drizzle)),
    credentials: (instanceId) => withoutValues(credentialRecords(pool, instanceId)),
    sentMessages: (instanceId) => withoutValues(sentMessages(pool.drizzle, instanceId)),
    ping: async () => void (await pool.client.query('select 1')),
    migrate: () => migrateDatabase(url),
    drizzle: pool.drizzle,
    async [Symbol.asyncDispose]() {
      await ends[Symbol.asyncDispose]();
      await pool[Symbol.asyncDispose]();
    },
  };
  try {
    await database.ping();
  } catch (error) {
    await pool[Symbol.asyncDispose]();
    throw error;
  }
  return database;
}
