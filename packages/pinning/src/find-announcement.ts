import type { Announcement, Chat, Instant } from '@pinwheel/domain';
import { holdEnd, isSettled } from '@pinwheel/domain';
import type { AnnouncementDeps } from './announce.js';
import type { Deps } from './deps.js';
import { type CommandFailure, failureOf } from './describe-command.js';
import type { AnnouncementPlace, AnnouncementQuery, AnnouncementRecord } from './ports/announcements.js';

/** How an announcement stands in one of its chats. */
export interface AnnouncementResult {
  chat: Chat;
  /** `waiting`: not planned yet. `under_way`: WhatsApp has still to say something. */
  state: 'waiting' | 'under_way' | 'done' | 'failed';
  failure: CommandFailure | null;
  /** The message that was posted, or is to be; null where it did not come to that. */
  messageId: number | null;
  /** Its pin, while that stands. */
  pinId: number | null;
  /** When the pin ends; null for never, and where none was planned. */
  until: Instant | null;
}

export interface AnnouncementReport extends Announcement {
  results: AnnouncementResult[];
}

/** With the results of the chats that are asked for; null where it has none of them. */
export async function findAnnouncement(
  deps: AnnouncementDeps,
  id: number,
  { chatIds = null, instanceId = null }: Partial<Pick<AnnouncementQuery, 'chatIds' | 'instanceId'>> = {},
): Promise<AnnouncementReport | null> {
  const record = await deps.announcements.find(id);
  if (!record) return null;
  const places = record.places.filter(
    ({ chat }) =>
      (chatIds === null || chatIds.includes(chat.id)) && (instanceId === null || chat.instanceId === instanceId),
  );
  return places.length === 0 ? null : report(deps, { ...record, places });
}

/** Newest first. `next` is the `before` of the page that follows; null where there is none. */
export async function listAnnouncements(
  deps: AnnouncementDeps,
  query: AnnouncementQuery,
): Promise<{ announcements: AnnouncementReport[]; next: number | null }> {
  const records = await deps.announcements.list({ ...query, limit: query.limit + 1 });
  const page = records.slice(0, query.limit);
  const announcements = await Promise.all(page.map((record) => report(deps, record)));
  return { announcements, next: records.length > page.length ? page.at(-1)!.id : null };
}

async function report(deps: AnnouncementDeps, record: AnnouncementRecord): Promise<AnnouncementReport> {
  const { places, target: _, retriedBy: __, ...announcement } = record;
  const results = await Promise.all(places.map((place) => resultOf(deps, place)));
  const chatIds = places.map(({ chat }) => chat.id);
  const pins = await deps.announcements.standingPins(chatIds, deps.clock.now());
  const withPins = results.map((result): AnnouncementResult => {
    const pin = pins.find(({ messageId }) => messageId === result.messageId);
    return pin ? { ...result, pinId: pin.id, until: pin.holdUntil } : result;
  });
  return { ...announcement, results: withPins };
}

async function resultOf(deps: Deps, place: AnnouncementPlace): Promise<AnnouncementResult> {
  const { chat, command: asked, post } = place;
  const state = placeState(place);
  const pin = asked?.operations.find(({ content }) => content.kind === 'pin');
  return {
    ...{ chat, state, pinId: null },
    failure: asked && state === 'failed' ? await failureOf(deps, asked.command, asked.operations) : null,
    messageId: post?.content.kind === 'post' ? post.content.messageId : null,
    until:
      asked && pin?.content.kind === 'pin' ? holdEnd(pin.content.hold, pin.settledAt ?? asked.command.madeAt) : null,
  };
}

export function placeState({ command: asked }: AnnouncementPlace): AnnouncementResult['state'] {
  if (!asked) return 'waiting';
  const { command, operations } = asked;
  // Somebody has pinned it meanwhile.
  if (command.refusal?.kind === 'already_pinned') return 'done';
  if (command.refusal) return 'failed';
  if (!operations.every(isSettled)) return 'under_way';
  return operations.every(({ state }) => state === 'acknowledged') ? 'done' : 'failed';
}
