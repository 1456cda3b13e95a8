import type { Actor, ScheduledAction, Target } from '@pinwheel/domain';
import {
  changeRotation,
  changeSchedule,
  changeSettings,
  createRotation,
  createSchedule,
  lockSlot,
  type PinMessage,
  pinMessage,
  unpin,
  type UnpinWhat,
} from '@pinwheel/pinning';
import { unique } from '../fixture.js';
import { decide } from './decide.js';
import { boardOf, places } from './group.js';
import type { PlannedAction, Step } from './steps.js';
import { carryOut, connect, outage, pass, passByAgenda } from './time.js';
import { actByHand, record, type World } from './world.js';

const ana: Actor = { kind: 'admin', telegramId: 7, name: 'Ana' };
const minute = 60_000;

type Of<K extends Step['kind']> = Extract<Step, { kind: K }>;
type Takes = { [K in Step['kind']]: (world: World, step: Of<K>) => Promise<string[] | void> };

/** Between two steps, in ms: WhatsApp tells whole seconds, and much happens within one. */
const moment = 20;

/** @returns what was not as it should be */
export async function take(world: World, step: Step): Promise<string[]> {
  world.clock.advance(moment);
  const found = await (takes[step.kind] as (world: World, step: Step) => Promise<string[] | void>)(world, step);
  await carryOut(world);
  return found ?? [];
}

const takes: Takes = {
  pin: pinOne,
  unpin: unpinSome,
  schedule: planSchedule,
  rotation: planRotation,
  change_schedule: alterSchedule,
  change_rotation: alterRotation,
  again: async ({ last }) => last?.(),
  drift: async ({ deps, chatId }, { mode }) => void (await changeSettings(deps, { chatId, settings: { drift: mode } })),
  async settings(world, { settings }) {
    if (settings.slots !== undefined) world.slots = settings.slots ?? places;
    await changeSettings(world.deps, { chatId: world.chatId, settings });
  },
  lock: async ({ deps, chatId }, { slot, locked }) => void (await lockSlot(deps, { chatId, slot, locked })),
  async pass(world, { ms }) {
    const found = await passByAgenda(world, ms);
    world.twice = false;
    return found;
  },
  outage: (world, { ms }) => outage(world, ms),
  by_hand: byHand,
  disconnect: async (world) => void (world.connected = false),
  connect,
  async redeliver(world, { which }) {
    const again = pick(world.heard, which);
    if (again) await record(world, again);
  },
  refuse: async ({ answers }) => void answers.push({ kind: 'refuse' }),
  async silence({ answers }, { times, arrives }) {
    for (let time = 0; time < times; time += 1) answers.push({ kind: 'silence', arrives: arrives && time === 0 });
  },
  die: async ({ answers }, { arrives, downMs }) => void answers.push({ kind: 'die', arrives, downMs }),
  twice: async (world) => void (world.twice = true),
};

const pick = <T>(from: readonly T[], which: number): T | undefined => from[which % from.length];

/** In the order in which they were stored, the deleted ones included. */
async function messageAt({ deps, chatId }: World, which: number): Promise<number> {
  const messages = await deps.store.messages({ chatId, limit: 200 });
  return pick(
    messages.map(({ id }) => id).toSorted((a, b) => a - b),
    which,
  )!;
}

const targetOf = async (world: World, message: number | 'text'): Promise<Target> =>
  message === 'text'
    ? { kind: 'text', text: unique('Notice ') }
    : { kind: 'message', messageId: await messageAt(world, message) };

const originOf = () => ({ source: unique('telegram:'), actor: ana, reportTo: null });

async function pinOne(world: World, { message, hold, slot, replace }: Of<'pin'>): Promise<void> {
  const { deps, chatId, clock } = world;
  const standing = await deps.store.standingPins(chatId, clock.now());
  const out = replace === null ? undefined : pick(standing, replace);
  const target = await targetOf(world, message);
  const replaced = { replace: out ? [out.id] : [], ...originOf() };
  const request: PinMessage = { ...replaced, chatId, target, hold, slot };
  const reply = await pinMessage(deps, request);
  if (reply.kind !== 'accepted') return;
  const ids = [reply.messageId, ...(out ? [out.messageId] : [])];
  await decide(world, { kind: 'messages', ids });
  const { id } = reply.command.command;
  world.last = async () => {
    const again = await pinMessage(deps, request);
    if (again.kind === 'accepted' && again.command.command.id === id) return;
    throw new Error('the same request of a pin was taken for another');
  };
}

async function unpinSome(world: World, { what }: Of<'unpin'>): Promise<void> {
  const { deps, chatId } = world;
  const meant: UnpinWhat = what === 'all' ? { kind: 'all' } : { kind: 'message', id: await messageAt(world, what) };
  const request = { ...originOf(), chatId, what: meant };
  const reply = await unpin(deps, request);
  await decide(world, meant.kind === 'message' ? { kind: 'messages', ids: [meant.id] } : { kind: 'unpin_all' });
  if (reply.kind !== 'accepted') return;
  const { id } = reply.command.command;
  world.last = async () => {
    const again = await unpin(deps, request);
    if (again.kind === 'accepted' && again.command.command.id === id) return;
    throw new Error('the same request of an unpin was taken for another');
  };
}

async function actionOf(world: World, action: PlannedAction): Promise<ScheduledAction> {
  switch (action.kind) {
    case 'pin':
      return {
        kind: 'pin',
        target: await targetOf(world, action.message),
        ...{ hold: action.hold, slot: action.slot },
      };
    case 'unpin':
      return { kind: 'unpin', messageId: await messageAt(world, action.message) };
    case 'unpin_all':
      return action;
    case 'swap': {
      const [out, target] = [await messageAt(world, action.out), await targetOf(world, action.message)];
      return { kind: 'swap', out, target, hold: action.hold };
    }
  }
}

async function planSchedule(world: World, { action, everyMs, inMs, policy, ifQuiet }: Of<'schedule'>): Promise<void> {
  const { deps, chatId, clock } = world;
  const from = clock.now() + inMs;
  await createSchedule(deps, {
    ...{ ...originOf(), chatId, words: 'then', action: await actionOf(world, action) },
    rule: everyMs === null ? { kind: 'once', at: from } : { kind: 'interval', everyMs, from },
    ...{ catchUp: { policy, graceMs: null }, ifQuiet },
  });
}

async function planRotation(
  world: World,
  { items, everyMs, slot, shuffled, staggerMs }: Of<'rotation'>,
): Promise<void> {
  const { deps, chatId, clock, other } = world;
  const chatIds = staggerMs === null ? [chatId] : [chatId, other.chatId];
  const created = await createRotation(deps, {
    ...{ ...originOf(), chatIds, name: unique('rotation'), words: 'every so often', slot, shuffled },
    ...{ staggerMs: staggerMs ?? 0, rule: { kind: 'interval', everyMs, from: clock.now() + minute } },
  });
  const rotation = created.kind === 'created' ? created.rotations[0] : undefined;
  for (const item of rotation ? items : []) {
    const what = { target: await targetOf(world, item), weight: 1, window: { from: null, until: null }, leastMs: null };
    await changeRotation(deps, { id: rotation!.id, source: unique('telegram:'), change: { kind: 'add', ...what } });
  }
}

async function alterSchedule(world: World, { which, change }: Of<'change_schedule'>): Promise<void> {
  const { deps, chatId } = world;
  const schedule = pick(await deps.store.schedules(chatId), which);
  if (!schedule) return;
  await changeSchedule(deps, { id: schedule.id, change, source: unique('telegram:') });
  if (change === 'now') await decide(world, schedule.action);
}

async function alterRotation(world: World, { which, change }: Of<'change_rotation'>): Promise<void> {
  const { deps, chatId } = world;
  const rotation = pick(await deps.store.rotations(chatId), which);
  if (!rotation) return;
  await changeRotation(deps, { id: rotation.id, change: { kind: change }, source: unique('telegram:') });
  const [after] = change === 'next' ? await deps.store.findRotation(rotation.id) : [];
  if (after) await decide(world, { kind: 'turn', former: rotation.currentMessageId, next: after.currentMessageId });
}

/** While we cannot know whether an attempt arrived, nobody acts: whichever is recorded last would be believed. */
async function byHand(world: World, { act, message, days }: Of<'by_hand'>): Promise<void> {
  if (world.doubts.size > 0) {
    await connect(world);
    await pass(world, minute);
  }
  const { group, clock } = world;
  const shown = boardOf(group, clock.now()).map((pin) => pin.message);
  const meant = pick(act === 'unpin' ? shown : group.messages, message);
  if (meant !== undefined) await actByHand(world, act, meant, days * 86_400);
}
