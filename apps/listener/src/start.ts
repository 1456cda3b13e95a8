import type { Context } from '@pinwheel/context';
import { guardConsole, openInstance } from '@pinwheel/whatsapp';
import { superviseInstances } from './supervisor.js';

/**
 * Renewed twice a second, a lease outlives an event loop that stands still for seconds; ten seconds after a listener
 * died another takes over.
 */
const pace = { everyMs: 500, leaseMs: 10_000 };

export interface ListenerOverrides {
  /** How long to wait for WhatsApp's verdict, in ms. */
  acknowledgementMs?: number;
}

/** Speaks for every linked account that no other listener speaks for: hears its messages, carries out its operations. */
export async function startListener(
  { configuration, database, queues, sealer, deps }: Context,
  { acknowledgementMs }: ListenerOverrides = {},
): Promise<AsyncDisposable> {
  const logger = deps.logger.child({ app: 'listener' });
  const { socketUrl, noiseRoot, pace: operationPace } = configuration.whatsapp;
  const network = { socketUrl: socketUrl ?? undefined, noiseRoot: noiseRoot === null ? undefined : inHex(noiseRoot) };
  guardConsole(logger);
  return superviseInstances(
    {
      ...{ ...deps, logger },
      queues,
      leases: database.leases,
      holder: deps.ids.unique(),
      pace: operationPace,
      credentials: (instanceId) => database.credentials(instanceId),
      sentMessages: (instanceId) => database.sentMessages(instanceId),
      open: (options) => openInstance({ ...options, ...network, logger, sealer, clock: deps.clock, acknowledgementMs }),
    },
    pace,
  );
}

const inHex = ({ key, serial }: { key: Uint8Array; serial: number }) => ({
  publicKey: Buffer.from(key).toString('hex'),
  serial,
});
