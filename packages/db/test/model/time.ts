import type { Instant } from '@pinwheel/domain';
import {
  agenda,
  changeSettings,
  fireSchedule,
  reconcileBoard,
  runOperation,
  sweep,
  takeTurn,
  tendPin,
  type Wake,
} from '@pinwheel/pinning';
import { unique } from '../fixture.js';
import { decide } from './decide.js';
import { gatewayOf, hear, newDeath, type World } from './world.js';

/** More than ever comes due between two steps; beyond it something goes round and round. */
const mostRounds = 3_000;

/** Does whatever was woken and is due, until nobody wakes any more. */
export async function carryOut(world: World): Promise<void> {
  for (let wake = world.woken.shift(); wake; wake = world.woken.shift()) {
    if (wake.at > world.clock.now()) continue;
    await Promise.all(world.twice ? [work(world, wake), work(world, wake)] : [work(world, wake)]);
    if (world.death.after) await restart(world, world.death.after);
  }
}

async function work(world: World, wake: Wake): Promise<void> {
  const { deps, lease } = world;
  if (wake.kind === 'operation' && world.connected) {
    const run = runOperation(deps, gatewayOf(world, lease), lease, wake.id);
    await Promise.race([run, world.death.come]);
    if (world.death.after) world.interrupted.push(run);
  }
  if (wake.kind === 'schedule') await fire(world, wake.id);
  if (wake.kind === 'rotation') await turn(world, wake.id);
  if (wake.kind === 'pin') await tendPin(deps, wake.id);
  if (wake.kind === 'board') await reconcileBoard(deps, wake.id);
}

async function fire(world: World, id: number): Promise<void> {
  const before = await world.deps.store.findSchedule(id);
  await fireSchedule(world.deps, id);
  const after = await world.deps.store.findSchedule(id);
  if (!before || !after || after.lastAt === null || after.lastAt === before.lastAt) return;
  noteFired(world, `g${before.chatId} schedule:${id}@${after.lastAt}`);
  await decide(world, before.action);
}

async function turn(world: World, airingId: number): Promise<void> {
  const before = await world.deps.store.findAiring(airingId);
  await takeTurn(world.deps, airingId);
  const after = await world.deps.store.findAiring(airingId);
  if (!before || !after || after.lastAt === before.lastAt) return;
  if (before.items.some(({ gone }) => !gone))
    noteFired(world, `g${before.chatId} rotation:${before.id}@${after.lastAt}`);
  await decide(world, { kind: 'turn', former: before.currentMessageId, next: after.currentMessageId });
}

/** Two that were woken at once have seen the same one. */
function noteFired(world: World, occurrence: string): void {
  if (!world.twice || !world.fired.includes(occurrence)) world.fired.push(occurrence);
}

/** Another process takes over; the one that died comes to itself afterwards, and changes nothing. */
async function restart(world: World, { downMs }: { downMs: number }): Promise<void> {
  const { deps, fixture, lease } = world;
  world.clock.advance(downMs);
  await fixture.db.leases.release(lease);
  world.lease = (await fixture.db.leases.take(unique('process'), 3_600_000, 1))[0]!;
  world.death = newDeath();
  const heads = await headsOf(world);
  for (const head of heads)
    if (head.kind === 'operation') await runOperation(deps, gatewayOf(world, lease), lease, head.id);
  world.woken.length = 0;
  world.woken.push(...heads);
  await sweep(deps);
  await carryOut(world);
  for (const zombie of world.zombies.splice(0)) zombie();
  await Promise.all(world.interrupted.splice(0));
}

/** Whoever connects wakes them at once: also what a predecessor has claimed for a while yet. */
async function headsOf({ deps, clock }: World): Promise<Wake[]> {
  return (await deps.store.headOperations('main')).map((wake) => ({ ...wake, at: clock.now() }));
}

const isWork = (world: World) => (wake: Wake) =>
  wake.kind === 'operation'
    ? world.connected
    : wake.kind === 'schedule' || wake.kind === 'rotation' || wake.kind === 'pin' || wake.kind === 'board';

/** Lets time pass and does what is due, each at its time. */
export async function pass(world: World, ms: number): Promise<void> {
  const { clock, deps } = world;
  const end = clock.now() + ms;
  for (let rounds = 0; ; rounds += 1) {
    if (rounds > mostRounds) throw new Error('something comes due again and again');
    const due = (await deps.store.dueWakes(end, 1_000)).filter(isWork(world));
    if (due.length === 0) break;
    clock.set(Math.max(clock.now(), Math.min(...due.map(({ at }) => at))));
    world.woken.push(...due.filter(({ at }) => at <= clock.now()));
    await carryOut(world);
  }
  clock.set(Math.max(clock.now(), end));
}

/** The same, and what the agenda has said beforehand is what is carried out. @returns what differs */
export async function passByAgenda(world: World, ms: number): Promise<string[]> {
  const { clock, deaths } = world;
  const end = clock.now() + ms;
  const foreseen = await occurrencesUntil(world, end);
  world.fired = [];
  await pass(world, ms);
  // After a death things are late, and their policies decide.
  if (world.deaths !== deaths) return [];
  const fired = world.fired.toSorted();
  const differ = JSON.stringify(foreseen) !== JSON.stringify(fired);
  return differ ? [`the agenda said [${foreseen.join(', ')}], and [${fired.join(', ')}] was carried out`] : [];
}

async function occurrencesUntil({ deps }: World, until: Instant): Promise<string[]> {
  const entries = await agenda(deps, { chatId: null, until, limit: 10_000, perCause: 1_000 });
  return entries
    .filter(({ cause }) => cause.kind !== 'pin')
    .map(({ chat, cause, at }) => `g${chat.id} ${cause.kind}:${cause.id}@${at}`)
    .toSorted();
}

/** Time passes while nothing of ours runs; then everything comes up, and the sweep finds what it missed. */
export async function outage(world: World, ms: number): Promise<void> {
  world.woken.length = 0;
  world.clock.advance(ms);
  await wakeAll(world);
}

async function wakeAll(world: World): Promise<void> {
  if (world.connected) world.woken.push(...(await headsOf(world)));
  await sweep(world.deps);
  await carryOut(world);
}

/** The account is back: what happened meanwhile is heard before anything is sent. */
export async function connect(world: World): Promise<void> {
  if (world.connected) return;
  await hear(world);
  world.connected = true;
  await wakeAll(world);
}

/** Until nothing is owed any more, with a WhatsApp that answers. */
export async function settleDown(world: World): Promise<void> {
  world.answers = [];
  world.twice = false;
  await connect(world);
  // Nothing waits for a budget any more.
  const { deps, chatId, other } = world;
  for (const id of [chatId, other.chatId])
    await changeSettings(deps, { chatId: id, settings: { changeGapSeconds: 0, changesADay: 500 } });
  await wakeAll(world);
  await pass(world, 2 * 3_600_000);
}
