import type { Instant, MessageKey, Outcome } from '@pinwheel/domain';
import type { Deps, Errand, Gateway, HeardPin, HeardRevocation, Lease, Wake } from '@pinwheel/pinning';
import { recordPin, recordRevocation } from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { sql } from 'drizzle-orm';
import { depsOn, type Fixture, heard, start, unique } from '../fixture.js';
import { boardOf, type Group, type GroupEvent, newGroup, places, receive } from './group.js';

/** How WhatsApp treats an attempt. */
export type Answer =
  | { kind: 'refuse' }
  | { kind: 'silence'; arrives: boolean }
  | { kind: 'die'; arrives: boolean; downMs: number };

export type HeardByHand = { kind: 'pin'; pin: HeardPin } | { kind: 'revocation'; revocation: HeardRevocation };

/** What happened, in order, as far as the model goes by it. */
export type Fact = { at: Instant } & (
  | { kind: 'acknowledged'; wireId: string }
  /** An admin, schedule or rotation decided anew about a message that phones did not show. `all`: about all. */
  | { kind: 'decided'; message: string }
  | { kind: 'by_hand'; act: 'pin' | 'unpin' | 'delete'; message: string }
  /** A pin of ours took the place of another. `retried`: after an attempt that nobody answered. */
  | { kind: 'pushed_out'; wireId: string; message: string; retried: boolean }
  /** One of ours came, though the chat had as many as it is to have. */
  | { kind: 'crowded'; wireId: string }
);

/** The use cases on the real store, with a model of WhatsApp and of the processes around them. */
export interface World {
  fixture: Fixture;
  deps: Deps;
  clock: TestClock;
  chatId: number;
  jid: string;
  group: Group;
  /** So many pins it is to have. */
  slots: number;
  /** Another group, in which nobody acts but rotations that are in both. */
  other: { chatId: number; jid: string; group: Group };
  facts: Fact[];
  answers: Answer[];
  woken: Wake[];
  lease: Lease;
  connected: boolean;
  /** Everybody is woken twice at once. */
  twice: boolean;
  /** What happened on phones while there was no connection, and what was heard already. */
  unheard: HeardByHand[];
  heard: HeardByHand[];
  /** Operations whose arrival we cannot know of yet. */
  doubts: Set<string>;
  /** How much earlier than we believe a message was pinned, in ms: its first attempt arrived unanswered. */
  earlier: Map<string, number>;
  attempts: Map<string, number>;
  /** The process that holds the lease; its end, once it has come. */
  death: { come: Promise<void>; after: { downMs: number } | null; announce(): void };
  /** Processes that died in the middle of an attempt, and come to themselves when it is too late. */
  zombies: (() => void)[];
  interrupted: Promise<void>[];
  deaths: number;
  /** Occurrences and turns that were carried out, as `g1 schedule:1@1767603600000`. */
  fired: string[];
  /** The last request, to be delivered again. */
  last: (() => Promise<void>) | null;
}

/** A group with seven messages in an otherwise empty database. */
export async function openWorld(fixture: Fixture): Promise<World> {
  const { db } = fixture;
  await db.drizzle.execute(sql`truncate chats cascade`);
  await db.drizzle.execute(sql`update leases set holder = null`);
  const [lease] = await db.leases.take(unique('process'), 3_600_000, 1);
  const clock = new TestClock(start);
  const woken: Wake[] = [];
  const deps = { ...depsOn(db, clock, (wakes) => void woken.push(...wakes)), timeZone: 'America/Sao_Paulo' };
  const [jid, otherJid] = [`${unique('1203632')}@g.us`, `${unique('1203632')}@g.us`];
  const said = Array.from({ length: 7 }, (_, n) => heard({ chatJid: jid, text: `Message ${n}`, sentAt: start + n }));
  await db.store.saveMessages('main', said, start);
  const rights = { ourRole: 'member' as const, onlyAdminsEdit: false, onlyAdminsSpeak: false };
  const about = { kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null };
  await db.store.saveChats(
    'main',
    [jid, otherJid].map((each) => ({ jid: each, ...about, ...rights })),
  );
  const otherId = (await db.store.chatIdOf('main', otherJid))!;
  return {
    ...{ fixture, deps, clock, jid, woken, lease: lease!, chatId: (await db.store.chatIdOf('main', jid))! },
    group: newGroup(said.map(({ key }) => key.id)),
    slots: places,
    other: { chatId: otherId, jid: otherJid, group: newGroup([]) },
    ...{
      facts: [],
      answers: [],
      connected: true,
      twice: false,
      unheard: [],
      heard: [],
      zombies: [],
      interrupted: [],
      fired: [],
    },
    ...{ doubts: new Set(), earlier: new Map(), attempts: new Map(), deaths: 0, last: null, death: newDeath() },
  };
}

export function newDeath(): World['death'] {
  let announce = () => {};
  const come = new Promise<void>((resolve) => (announce = resolve));
  return { come, announce, after: null };
}

/** WhatsApp, as the process speaks to it that holds this lease. */
export const gatewayOf = (world: World, lease: Lease): Gateway => ({
  async send(errand) {
    if (lease.epoch !== world.lease.epoch) throw new Error('a process sent that had lost its lease');
    const answer = nextAnswer(world, errand);
    if (answer?.kind === 'refuse') return { kind: 'refused', code: 403 };
    if (answer?.arrives !== false) arrive(world, errand);
    if (answer?.kind === 'silence') return { kind: 'unknown', why: 'no_acknowledgement' };
    if (answer?.kind === 'die') return dieIn(world, answer);
    world.doubts.delete(errand.wireId);
    if (errand.chatJid === world.jid)
      world.facts.push({ kind: 'acknowledged', wireId: errand.wireId, at: world.clock.now() });
    return { kind: 'acknowledged' };
  },
});

/** What has arrived is not refused afterwards, and its last attempt is answered: else nobody could know of it. */
function nextAnswer(world: World, { wireId, chatJid }: Errand): Answer | undefined {
  const attempt = (world.attempts.get(wireId) ?? 0) + 1;
  world.attempts.set(wireId, attempt);
  const next = world.answers.shift();
  const hasArrived = groupOf(world, chatJid).received.includes(wireId);
  if (next?.kind === 'refuse') return hasArrived ? undefined : next;
  return attempt < 5 || (next?.arrives === false && !hasArrived) ? next : undefined;
}

function dieIn(world: World, { downMs, arrives }: Extract<Answer, { kind: 'die' }>): Promise<Outcome> {
  world.death.after = { downMs };
  world.deaths += 1;
  return new Promise((answer) => {
    world.zombies.push(() => answer(arrives ? { kind: 'acknowledged' } : { kind: 'unknown', why: 'connection_lost' }));
    world.death.announce();
  });
}

function arrive(world: World, errand: Errand): void {
  const { wireId } = errand;
  const now = world.clock.now();
  world.doubts.add(wireId);
  const event = eventOf(errand, now);
  const group = groupOf(world, errand.chatJid);
  const before = boardOf(group, now);
  if (group.received.includes(wireId)) {
    const pinned = group.pins.find(({ message }) => event.kind === 'pin' && message === event.message);
    if (pinned && event.kind === 'pin')
      world.earlier.set(pinned.message, now + event.durationSeconds * 1_000 - pinned.expiresAt);
    return;
  }
  const received = receive(group, event);
  if (errand.chatJid === world.jid) world.group = received;
  else world.other.group = received;
  if (event.kind !== 'pin') return;
  world.earlier.delete(event.message);
  const slots = errand.chatJid === world.jid ? world.slots : places;
  const retried = world.attempts.get(wireId)! > 1;
  const isNew = before.every(({ message }) => message !== event.message);
  if (isNew && !retried && before.length >= slots) world.facts.push({ kind: 'crowded', wireId, at: now });
  const after = new Set(boardOf(received, now).map(({ message }) => message));
  for (const { message } of before)
    if (!after.has(message)) world.facts.push({ kind: 'pushed_out', wireId, message, retried, at: now });
}

const groupOf = (world: World, jid: string): Group => (jid === world.jid ? world.group : world.other.group);

function eventOf({ wireId, content }: Errand, at: Instant): GroupEvent {
  const base = { wireId, at, by: 'us' as const };
  if (content.kind === 'text') return { ...base, kind: 'post' };
  if (content.kind === 'pin')
    return { ...base, kind: 'pin', message: content.key.id, durationSeconds: content.durationSeconds };
  if (content.kind === 'unpin') return { ...base, kind: 'unpin', message: content.key.id };
  throw new Error(`a ${content.kind} has nothing to do with the group`);
}

/** Somebody acts on a phone. */
export async function actByHand(
  world: World,
  act: 'pin' | 'unpin' | 'delete',
  message: string,
  durationSeconds: number,
): Promise<void> {
  const at = world.clock.now();
  const event = { wireId: unique('HAND'), at, by: 'person' as const, message };
  world.group = receive(world.group, { ...event, kind: act, durationSeconds } as GroupEvent);
  world.earlier.delete(message);
  world.facts.push({ kind: 'by_hand', act, message, at });
  world.unheard.push(asHeard(world.jid, event.wireId, act, message, { durationSeconds, at: inSeconds(at) }));
  if (world.connected) await hear(world);
}

/** As WhatsApp tells it. */
const inSeconds = (at: Instant): Instant => Math.floor(at / 1_000) * 1_000;

function asHeard(
  chatJid: string,
  wireId: string,
  act: 'pin' | 'unpin' | 'delete',
  message: string,
  { durationSeconds, at }: { durationSeconds: number; at: Instant },
): HeardByHand {
  const target: MessageKey = { remoteJid: chatJid, id: message, fromMe: false, participant: '77@lid' };
  if (act === 'delete') return { kind: 'revocation', revocation: { chatJid, target, at } };
  const by = { jid: '9@lid', name: 'Bia', fromMe: false };
  const length = act === 'pin' ? durationSeconds : 0;
  return { kind: 'pin', pin: { chatJid, wireId, by, action: act, target, durationSeconds: length, at } };
}

/** All that happened while nobody listened. */
export async function hear(world: World): Promise<void> {
  for (let next = world.unheard.shift(); next; next = world.unheard.shift()) {
    await record(world, next);
    world.heard.push(next);
  }
}

export async function record({ deps }: World, heardByHand: HeardByHand): Promise<void> {
  if (heardByHand.kind === 'pin') await recordPin(deps, 'main', heardByHand.pin);
  else await recordRevocation(deps, 'main', heardByHand.revocation);
}
