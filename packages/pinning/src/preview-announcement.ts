import type { Chat, Instant } from '@pinwheel/domain';
import { chatObstacle, holdEnd, planPin } from '@pinwheel/domain';
import type { AnnouncementRefusal, AnnouncementWish } from './announce.js';
import { announcementRefusal } from './announce.js';
import type { Deps } from './deps.js';
import { withShownPins } from './pin-message.js';
import type { PinRefusal, PlannedRefusal } from './refusals.js';

export interface ForeseenPlace {
  chat: Chat;
  /** When the pin would end; null for never. */
  until: Instant | null;
  /** What would stand in the way now; null if nothing does. */
  refusal: PinRefusal | null;
}

export type AnnouncementPreview =
  | { kind: 'preview'; places: ForeseenPlace[] }
  | { kind: 'refused'; why: AnnouncementRefusal };

/** What an announcement would come to if it were made now, by the rules that plan it. */
export async function previewAnnouncement(deps: Deps, wish: AnnouncementWish): Promise<AnnouncementPreview> {
  const why = await announcementRefusal(deps, wish);
  if (why) return { kind: 'refused', why };
  const places: ForeseenPlace[] = [];
  for (const chatId of new Set(wish.chatIds)) {
    const place = await foresee(deps, chatId, wish);
    if (place) places.push(place);
  }
  return { kind: 'preview', places };
}

async function foresee(deps: Deps, chatId: number, wish: AnnouncementWish): Promise<ForeseenPlace | null> {
  const now = deps.clock.now();
  const locked = await deps.store.transaction((tx) => tx.lockBoard(chatId));
  if (!locked) return null;
  const { chat, board } = locked;
  const hold = wish.hold ?? chat.hold;
  // The text has no message yet: 0 is nobody's id.
  const plan = planPin(board, { messageId: 0, hold, slot: null, replace: [] }, now);
  const refusal: PlannedRefusal | null = chatObstacle(chat) ?? (plan.kind === 'planned' ? null : plan);
  return { chat, until: holdEnd(hold, now), refusal: refusal && (await withShownPins(deps, refusal)) };
}
