import type { Actor, Board, Instant, Message } from '@pinwheel/domain';
import { comingSlots, evictedPins, freeSlot, isWanted, standingPins, tendingTime } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { HeardMessage, HeardPin, HeardRevocation } from './ports/heard.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { notifyAdmins } from './notify-admins.js';
import { pinsOf, putUp, reconcileSoon, renew } from './settle-board.js';

/** Phones' clocks and ours differ; an unpin this much older than the pin was meant for an earlier one, in ms. */
const clockTolerance = 60_000;

/** Stores what was said. The queue is not waited for: hearing is faster than it, and the sweep finds what it loses. */
export async function recordMessages(deps: Deps, instanceId: string, heard: readonly HeardMessage[]): Promise<void> {
  const wakes = await deps.store.saveMessages(instanceId, heard, deps.clock.now());
  void wakeAfterCommit(deps, wakes);
}

/** Records a pin or unpin made on a phone: what WhatsApp shows. Our own echo and repetitions change nothing. */
export async function recordPin(deps: Deps, instanceId: string, heard: HeardPin): Promise<void> {
  const wakes = await inChat(deps, instanceId, heard.chatJid, async (tx, chatId, board) => {
    if (await tx.isKnownEvent(instanceId, heard.wireId)) return [];
    const message =
      (await tx.findMessageByKey(chatId, heard.target.id)) ??
      (await tx.insertUnheardMessage({ chatId, key: heard.target, at: heard.at }));
    const { wireId, action, at } = heard;
    const heardAt = deps.clock.now();
    await tx.recordDeed({ wireId, chatId, messageId: message.id, action, by: personOf(heard), at, heardAt });
    const changed =
      action === 'pin'
        ? await putUpHeard(deps, tx, board, message, heard)
        : await takeDownHeard(deps, tx, board, message, heard);
    return heard.past ? changed : [...changed, ...(await noteHeard(tx, instanceId, message, heard, deps.clock.now()))];
  });
  await wakeAfterCommit(deps, wakes);
}

/** A message deleted for everyone takes its pin with it, which whoever wanted it pinned is told. */
export async function recordRevocation(deps: Deps, instanceId: string, heard: HeardRevocation): Promise<void> {
  const wakes = await inChat(deps, instanceId, heard.chatJid, async (tx, chatId, board) => {
    const message = await tx.findMessageByKey(chatId, heard.target.id);
    if (!message) return [];
    const last = await tx.lastPin(message.id);
    await tx.markRevoked(message.id, heard.at);
    await tx.endPins(pinsOf(board, message.id, heard.at), 'message_deleted', heard.at);
    await tx.letGo(chatId, [message.id], heard.at);
    if (!last || !isWanted(last, heard.at)) return [];
    const content = { kind: 'pinned_message_deleted' as const, messageId: message.id, at: heard.at };
    return notifyAdmins(deps, tx, { source: `deleted:${message.id}`, chatId, content });
  });
  await wakeAfterCommit(deps, wakes);
}

async function inChat(
  deps: Deps,
  instanceId: string,
  jid: string,
  work: (tx: Transaction, chatId: number, board: Board) => Promise<Wake[]>,
): Promise<Wake[]> {
  const chatId = await deps.store.chatIdOf(instanceId, jid);
  if (chatId === null) {
    deps.logger.warn({ instance: instanceId }, 'heard a pin in a chat that is not known');
    return [];
  }
  return deps.store.transaction(async (tx) => {
    const locked = await tx.lockBoard(chatId);
    return locked ? work(tx, chatId, locked.board) : [];
  });
}

/** Who pins what we want pinned changes how long WhatsApp shows it, and nothing of how long we want it. */
async function putUpHeard(
  deps: Deps,
  tx: Transaction,
  board: Board,
  message: Message,
  heard: HeardPin,
): Promise<Wake[]> {
  const expiresAt = heard.at + heard.durationSeconds * 1_000;
  const [now, last] = [deps.clock.now(), await tx.lastPin(message.id)];
  const pinnedAt = latestMoment(heard.at, now);
  const shown = { slot: slotFor(board, message.id, heard.at), pinnedAt, expiresAt, wireId: heard.wireId };
  if (last && last.pinnedAt > heard.at + clockTolerance) return [];
  if (last && isWanted(last, now)) {
    const { holdUntil } = last;
    const tendAt = tendingTime({ ...shown, messageId: message.id, holdUntil });
    return renew(tx, board, last.id, { ...shown, holdUntil, tendAt }, now);
  }
  const { chatId, id: messageId } = message;
  const pin = { ...shown, chatId, messageId, holdUntil: expiresAt, by: personOf(heard), tendAt: null };
  return putUp(tx, board, pin, now);
}

/** WhatsApp tells whole seconds: what we did within that one before we heard of it came before it. */
const latestMoment = (at: Instant, now: Instant): Instant => Math.max(at, Math.min(now, at + 999));

async function takeDownHeard(
  deps: Deps,
  tx: Transaction,
  board: Board,
  message: Message,
  heard: HeardPin,
): Promise<Wake[]> {
  const meant = board.pins.filter((pin) => pin.messageId === message.id && pin.pinnedAt <= heard.at + clockTolerance);
  if (meant.length === 0) return [];
  await tx.endPins(
    meant.map(({ id }) => id),
    'taken_down',
    heard.at,
    personOf(heard),
  );
  return reconcileSoon(tx, message.chatId, deps.clock.now());
}

function noteHeard(
  tx: Transaction,
  instanceId: string,
  message: Message,
  heard: HeardPin,
  now: Instant,
): Promise<Wake[]> {
  const { action, wireId, durationSeconds, at, by } = heard;
  const author = { actor: personOf(heard), fromMe: by.fromMe, jid: by.jid, alt: by.alt ?? null };
  const kind = action === 'pin' ? ('pinned' as const) : ('unpinned' as const);
  const content = { messageId: message.id, wireId, durationSeconds, by: author };
  return tx.note([{ kind, instanceId, chatId: message.chatId, at, content }], now);
}

/**
 * Its own slot if it stands already, one that nobody has or is to have, be it beyond those of the chat, or that of the pin
 * which WhatsApp evicts for it.
 */
function slotFor(board: Board, messageId: number, now: Instant): number {
  const standing = standingPins(board, now);
  const own = standing.find((pin) => pin.messageId === messageId);
  if (own) return own.slot;
  const { limit } = board;
  const taken = new Map(standing.map((pin) => [pin.messageId, pin.slot]));
  const free = freeSlot({ ...board, slots: limit }, new Map([...comingSlots(board, now), ...taken]));
  if (free !== null) return free;
  return (
    freeSlot({ slots: limit, locked: [] }, taken) ?? evictedPins({ ...board, limit: limit - 1 }, now)[0]?.slot ?? 1
  );
}

const personOf = ({ by }: HeardPin): Actor => ({ kind: 'person', jid: by.jid, name: by.name });
