import type { Actor, Outcome } from '@pinwheel/domain';
import {
  type AnnouncementDeps,
  carryOutAnnouncement,
  type Errand,
  fireSchedule,
  type Gateway,
  type HeardChat,
  type Lease,
  runOperation,
  sweep,
  tendPin,
  type Wake,
} from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { depsOn, openFixture, start, unique } from './fixture.js';

export const ana: Actor = { kind: 'admin', telegramId: 7, name: 'Ana' };
export const silence: Outcome = { kind: 'unknown', why: 'no_acknowledgement' };

/** The use cases on the real store, on which a test plays the queue and WhatsApp. */
export interface Stage extends AsyncDisposable {
  fixture: Awaited<ReturnType<typeof openFixture>>;
  deps: AnnouncementDeps;
  clock: TestClock;
  /** What reached WhatsApp. */
  sent: Errand[];
  /** What it answers next, first to last, by the chat; where nothing is left it acknowledges. */
  outcomes: Map<string, Outcome[]>;
  gateway: Gateway;
  lease: Lease;
  /** Admins that were removed. */
  gone: Set<number>;
  /** Wake-ups that nobody has carried out. */
  woken: Wake[];
  /** A new group. */
  group(fields?: Partial<HeardChat>): Promise<{ chatId: number; jid: string }>;
  /** Carries out whatever was woken and is due, until nobody wakes any more. */
  carryOut(): Promise<void>;
  /** As after a restart: what was woken is lost, and the sweep finds it. */
  sweepAndCarryOut(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const fixture = await openFixture();
  const { store, instances, announcements, leases } = fixture.db;
  await instances.update('main', { state: 'linked' });
  const [lease] = await leases.take('test', 3_600_000, 1);
  const clock = new TestClock(start);
  const [woken, sent, outcomes, gone] = [[], [], new Map(), new Set<number>()] as [
    Wake[],
    Errand[],
    Stage['outcomes'],
    Set<number>,
  ];
  const deps: AnnouncementDeps = {
    ...depsOn(fixture.db, clock, (wakes) => void woken.push(...wakes)),
    ...{ announcements, timeZone: 'America/Sao_Paulo' },
    mayStillAct: async (actor) => actor.kind !== 'admin' || !gone.has(actor.telegramId),
  };
  const gateway: Gateway = {
    async send(errand) {
      sent.push(errand);
      return outcomes.get(errand.chatJid)?.shift() ?? { kind: 'acknowledged' };
    },
  };

  async function carryOut(): Promise<void> {
    for (let wake = woken.shift(); wake; wake = woken.shift()) {
      if (wake.at > clock.now()) continue;
      if (wake.kind === 'operation') await runOperation(deps, gateway, lease!, wake.id);
      if (wake.kind === 'schedule') await fireSchedule(deps, wake.id);
      if (wake.kind === 'pin') await tendPin(deps, wake.id);
      if (wake.kind === 'announcement') await carryOutAnnouncement(deps, wake.id);
    }
  }

  return {
    ...{ fixture, deps, clock, sent, outcomes, gone, woken, gateway, lease: lease!, carryOut },
    async group(fields = {}) {
      const jid = `${unique('1203631')}@g.us`;
      const group = { jid, kind: 'group' as const, name: unique('Group '), members: 3, disappearingSeconds: null };
      const rights = { ourRole: 'member' as const, onlyAdminsEdit: false, onlyAdminsSpeak: false };
      await store.saveChats('main', [{ ...group, ...rights, ...fields }]);
      return { jid, chatId: (await store.chatIdOf('main', jid))! };
    },
    async sweepAndCarryOut() {
      woken.length = 0;
      await sweep(deps);
      await carryOut();
    },
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}
