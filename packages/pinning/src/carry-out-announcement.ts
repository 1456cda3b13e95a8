import type { Operation } from '@pinwheel/domain';
import { remainderAfter, reopen } from '@pinwheel/domain';
import type { AnnouncementDeps } from './announce.js';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveRefusedCommand } from './commands.js';
import { wakeAfterCommit } from './deps.js';
import { refusedWake } from './fire-schedule.js';
import { planInto } from './pin-message.js';
import type { AnnouncementPlace, AnnouncementRecord, AnnouncementTransaction } from './ports/announcements.js';
import type { Wake } from './ports/wake.js';
import type { PlannedRefusal } from './refusals.js';

type Locked = NonNullable<Awaited<ReturnType<AnnouncementTransaction['lockBoard']>>>;

/**
 * Plans an announcement in every chat that waits for it, each in a transaction under its own board's lock. Killed
 * between two chats, it is woken by the sweep and goes on with those that are left.
 */
export async function carryOutAnnouncement(deps: AnnouncementDeps, announcementId: number): Promise<void> {
  const found = await deps.announcements.find(announcementId);
  if (!found) return;
  // Asked before the transactions: it takes a connection of its own.
  const permitted = await deps.mayStillAct(found.actor);
  for (const { chat, command } of found.places)
    if (!command) await wakeAfterCommit(deps, await planPlace(deps, announcementId, chat.id, permitted));
  await deps.announcements.transaction(async (tx) => {
    const announcement = await tx.lockAnnouncement(announcementId);
    // A retry may have come meanwhile.
    if (announcement?.places.every(({ command }) => command))
      await tx.saveAnnouncement(announcementId, { wakeAt: null });
  });
}

async function planPlace(deps: AnnouncementDeps, id: number, chatId: number, permitted: boolean): Promise<Wake[]> {
  return deps.announcements.transaction(async (tx) => {
    const locked = await tx.lockBoard(chatId);
    const announcement = await tx.lockPlace(id, chatId);
    const place = announcement?.places[0];
    if (!locked || !place || place.command) return [];
    if (!permitted) return refuse(deps, tx, announcement, place, { kind: 'author_left' });
    return plan(deps, tx, locked, announcement, place);
  });
}

async function plan(
  deps: AnnouncementDeps,
  tx: AnnouncementTransaction,
  locked: Locked,
  announcement: AnnouncementRecord,
  place: AnnouncementPlace,
): Promise<Wake[]> {
  const { post, chat } = place;
  const remainder = remainderAfter(post);
  const posted =
    remainder !== 'post_and_pin' && post?.content.kind === 'post'
      ? { id: post.id, messageId: post.content.messageId }
      : null;
  const again = remainder === 'post_again_and_pin' ? posted : null;
  const reply = await planInto(deps, tx, locked, {
    ...originOf(announcement, place),
    chatId: chat.id,
    target: posted ? { kind: 'message', messageId: posted.messageId } : { kind: 'text', text: announcement.text },
    hold: announcement.hold,
    slot: null,
    replace: [],
    kind: 'announce',
    ...(again && { after: again.id }),
  });
  if (reply.kind === 'refused') return refuse(deps, tx, announcement, place, reply.why);
  const { command, operations } = reply.command;
  const postId = operations.find(({ content }) => content.kind === 'post')?.id ?? posted?.id;
  await tx.savePlace(announcement.id, chat.id, { commandId: command.id, ...(postId !== undefined && { postId }) });
  if (!again) return operationWakes(reply.command);
  // It is older than the pin, which comes after it.
  return operationWakes({ command, operations: [await sendAgain(deps, tx, again.id)] });
}

async function sendAgain(deps: AnnouncementDeps, tx: AnnouncementTransaction, id: string): Promise<Operation> {
  const operation = reopen((await tx.lockOperation(id))!, deps.clock.now());
  await tx.saveOperation(operation);
  return operation;
}

async function refuse(
  deps: AnnouncementDeps,
  tx: AnnouncementTransaction,
  announcement: AnnouncementRecord,
  place: AnnouncementPlace,
  refusal: PlannedRefusal,
): Promise<Wake[]> {
  const { chat } = place;
  const draft = { ...originOf(announcement, place), kind: 'announce' as const, chat, refusal };
  const command = await saveRefusedCommand(deps, tx, draft);
  await tx.savePlace(announcement.id, chat.id, { commandId: command.id });
  return refusedWake(command.id, deps.clock.now());
}

const originOf = (announcement: AnnouncementRecord, { chat, tries }: AnnouncementPlace): CommandOrigin => ({
  source: `announcement:${announcement.id}:${chat.id}:${tries}`,
  actor: announcement.actor,
  reportTo: announcement.target,
});
