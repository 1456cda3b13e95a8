import { setTimeout as sleep } from 'node:timers/promises';
import type { CredentialRecords, Deps, Instance, Lease, Linking, SentMessages } from '@pinwheel/pinning';
import { cancelOperations, recordConnection, runOperation } from '@pinwheel/pinning';
import type { Queues, QueueWorker } from '@pinwheel/queue';
import type { CloseReason, InstanceListener, OpenInstance } from '@pinwheel/whatsapp';
import { type Backlog, followBacklog } from './backlog.js';
import type { Inbox } from './inbox.js';
import { openInbox } from './inbox.js';
import type { Pairing } from './pairing.js';
import { endLinkings, followPairing } from './pairing.js';
import { verdictOf } from './verdict.js';

export type Open = (options: {
  instanceId: string;
  credentials: CredentialRecords;
  sent: SentMessages;
  pairing: { method: 'qr' } | { method: 'code'; phone: string } | null;
  listener: InstanceListener;
}) => Promise<OpenInstance>;

export interface InstanceDeps extends Deps {
  queues: Queues;
  open: Open;
  credentials(instanceId: string): CredentialRecords;
  sentMessages(instanceId: string): SentMessages;
  pace: { count: number; perMs: number };
}

/** Operations of different chats under way at once; those of one chat are kept in order by their claims. */
const concurrency = 8;

/** How long an unlinking waits for WhatsApp, in ms. */
const leavePatience = 15_000;

/** How long a stop waits for the verdict on what was just sent, in ms; of the ten seconds that a process has. */
const stopPatience = 4_000;

/** How long after a failure of the database what WhatsApp told is recorded again, in ms. */
const recordDelays = { first: 200, longest: 5_000 };

/** One WhatsApp account that this process speaks for: its socket, its inbox and its queue. */
export interface RunningInstance extends AsyncDisposable {
  readonly lease: Lease;
  readonly linkingId: string | null;
  /** The socket is gone for good: somebody has to link anew, or look. */
  readonly ended: boolean;
  leave(): Promise<void>;
}

export async function runInstance(deps: InstanceDeps, lease: Lease, linking: Linking | null): Promise<RunningInstance> {
  const running = new Running(deps, lease, linking);
  try {
    await running.start();
    return running;
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
}

class Running implements RunningInstance {
  readonly lease: Lease;
  readonly linkingId: string | null;
  ended = false;
  #leaving = false;
  #stopping = false;
  readonly #deps: InstanceDeps;
  readonly #pairing: Pairing | null;
  readonly #inbox: Inbox;
  readonly #backlog: Backlog;
  #worker: QueueWorker | null = null;
  #whatsapp: OpenInstance | null = null;
  /** What the socket tells is carried out one after another, in the order in which it was told. */
  #told: Promise<void> = Promise.resolve();
  #opened: () => void = () => {};
  readonly #open = new Promise<void>((resolve) => {
    this.#opened = resolve;
  });

  constructor(deps: InstanceDeps, lease: Lease, linking: Linking | null) {
    this.#deps = { ...deps, logger: deps.logger.child({ instance: lease.instanceId, epoch: lease.epoch }) };
    this.lease = lease;
    this.linkingId = linking?.id ?? null;
    this.#pairing = linking && followPairing(deps, linking);
    this.#inbox = openInbox(this.#deps, lease.instanceId);
    this.#backlog = followBacklog(this.#inbox);
  }

  async start(): Promise<void> {
    const { instanceId } = this.lease;
    const deps = this.#deps;
    this.#worker = deps.queues.workOperations(instanceId, (id) => this.#run(id), { concurrency, pace: deps.pace });
    const linking = this.#pairing?.linking;
    this.#whatsapp = await deps.open({
      instanceId,
      credentials: deps.credentials(instanceId),
      sent: deps.sentMessages(instanceId),
      pairing: linking ? pairingOf(linking) : null,
      listener: {
        heard: (events) => {
          this.#inbox.take(events);
          return this.#inbox.settled();
        },
        qr: (text) => this.#tell(() => this.#pairing?.show(text)),
        pairingCode: (code) => this.#tell(() => this.#pairing?.show(code)),
        paired: (account) =>
          this.#tell(() => deps.instances.update(instanceId, { ...account, state: 'linked', problem: null })),
        opened: (account) => this.#tell(() => this.#resume(account)),
        caughtUp: () => this.#backlog.come(),
        closed: (reason) => {
          this.#backlog.lose();
          this.#tell(() => this.#closed(reason));
        },
      },
    });
  }

  /** Tells WhatsApp to forget this companion, as far as it can be reached, and forgets the credentials. */
  async leave(): Promise<void> {
    const { instanceId } = this.lease;
    this.#leaving = true;
    const patience = sleep(leavePatience, undefined, { ref: false });
    await Promise.race([this.#open, patience]);
    const loggingOut = this.#whatsapp?.logOut().catch((error: unknown) => {
      this.#deps.logger.warn({ error }, 'WhatsApp could not be told; the phone still lists this device');
    });
    await Promise.race([loggingOut, patience]);
    await this.#told;
    await this.#deps.credentials(instanceId).clear();
    await recordConnection(this.#deps, instanceId, { ...nobody, state: 'unlinked', problem: null });
    await endLinkings(this.#deps, instanceId, null);
    await cancelOperations(this.#deps, instanceId);
    this.ended = true;
  }

  /** An attempt whose verdict does not come in time ends as unknown when the socket closes, and is made again. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    this.#backlog.lose();
    await Promise.race([this.#worker?.pause(), sleep(stopPatience, undefined, { ref: false })]);
    await this.#whatsapp?.[Symbol.asyncDispose]();
    await this.#worker?.[Symbol.asyncDispose]();
    await this.#told;
    await this.#inbox[Symbol.asyncDispose]();
    await recordConnection(this.#deps, this.lease.instanceId, { connectedSince: null });
  }

  async #run(operationId: string): Promise<void> {
    if (!this.#whatsapp) return;
    await sleep(jitter(this.#deps.pace));
    await runOperation(this.#deps, this.#whatsapp, this.lease, operationId);
  }

  #tell(work: () => Promise<void> | undefined): void {
    this.#told = this.#told.then(() => this.#insist(work));
  }

  /** Until it is recorded: an instance that is not known to have closed would never be opened again. */
  async #insist(work: () => Promise<void> | undefined): Promise<void> {
    for (let delay = recordDelays.first; ; delay = Math.min(2 * delay, recordDelays.longest)) {
      try {
        return await work();
      } catch (error) {
        this.#deps.logger.error({ error }, 'what WhatsApp told could not be recorded');
        if (this.#stopping) return;
        await sleep(delay, undefined, { ref: false });
      }
    }
  }

  async #resume(account: Pick<Instance, 'jid' | 'lid' | 'name'>): Promise<void> {
    const { instances, store, clock, waker, logger } = this.#deps;
    const { instanceId } = this.lease;
    const known = await instances.find(instanceId);
    // An admin has unlinked it meanwhile: it opened only to say goodbye.
    if (this.#leaving || known?.state === 'leaving') return this.#opened();
    const state = known?.state === 'linked' ? {} : { state: 'linked' as const };
    await recordConnection(this.#deps, instanceId, {
      ...account,
      ...state,
      connectedSince: clock.now(),
      problem: null,
    });
    await this.#pairing?.end('linked');
    this.#opened();
    // What people did meanwhile may have made needless, or wrong, what waits.
    await this.#backlog.heard();
    await this.#worker?.resume();
    // Those that a predecessor left half done, and those that waited for the connection.
    const wakes = await store.headOperations(instanceId);
    const at = clock.now();
    await waker
      .wake(wakes.map((wake) => ({ ...wake, at })))
      .catch((error: unknown) => logger.warn({ error }, 'wake-up failed; the sweep will find the operations'));
    logger.info({ waiting: wakes.length }, 'connected to WhatsApp');
  }

  async #closed(reason: CloseReason): Promise<void> {
    const { logger } = this.#deps;
    const { instanceId } = this.lease;
    const verdict = verdictOf(reason);
    logger.info({ reason }, 'disconnected from WhatsApp');
    await this.#worker?.pause();
    if (this.#leaving) return;
    await recordConnection(this.#deps, instanceId, { connectedSince: null, ...verdict.change });
    if (verdict.failure) await this.#pairing?.end('failed', verdict.failure);
    if (verdict.final && verdict.failure) await endLinkings(this.#deps, instanceId, verdict.failure);
    if (reason.kind === 'logged_out') await this.#deps.credentials(instanceId).clear();
    // Not before it is recorded: the supervisor would open anew what was replaced.
    this.ended = verdict.final;
  }
}

/** Up to a third of the pace's gap, in ms: what leaves like clockwork is taken for a machine. */
const jitter = ({ count, perMs }: InstanceDeps['pace']): number => (Math.random() * perMs) / count / 3;

const nobody = { jid: null, lid: null, name: null, connectedSince: null };

function pairingOf({ method, phone }: Linking) {
  return method === 'code' ? { method, phone: phone ?? '' } : { method };
}
