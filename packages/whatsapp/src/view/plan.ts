import { type CancelReason, type Instant, type MessageKey, pinnedChatsLimit } from '@pinwheel/domain';
import type { Errand, ViewContent } from '@pinwheel/pinning';
import { isJidGroup, proto } from '@whiskeysockets/baileys';
import type { WAPatchCreate, WAPatchName } from '@whiskeysockets/baileys';
import type { Collection } from './collection.js';

export type ViewPlan =
  | { kind: 'patch'; patch: WAPatchCreate }
  /** The view is so already. */
  | { kind: 'nothing' }
  | { kind: 'given_up'; reason: CancelReason };

export const isViewContent = (content: Errand['content']): content is ViewContent =>
  content.kind === 'pin_chat' || content.kind === 'favorite_chat' || content.kind === 'favorite_message';

type Values = Collection['values'];

/** Where WhatsApp Web keeps it. Baileys has stars in another collection, where no phone looks for them. */
export const collectionOf = ({ kind }: ViewContent): WAPatchName =>
  kind === 'pin_chat' ? 'regular_low' : 'regular_high';

/** What to write into the collection for a change. */
export function planChange(
  content: ViewContent,
  chatJid: string,
  { values, hasSecrets }: Pick<Collection, 'values' | 'hasSecrets'>,
  now: Instant,
): ViewPlan {
  switch (content.kind) {
    case 'pin_chat':
      if (content.pinned && otherPinnedChats(values, chatJid) >= pinnedChatsLimit)
        return { kind: 'given_up', reason: 'pinned_chats_full' };
      return patch(content, ['pin_v1', chatJid], 5, { pinAction: { pinned: content.pinned } }, now);
    case 'favorite_message':
      return patch(content, starIndex(content.key), 2, { starAction: { starred: content.favorite } }, now);
    case 'favorite_chat': {
      const before = favorites(values);
      if (!before && hasSecrets) return { kind: 'given_up', reason: 'favorites_unreadable' };
      if (content.favorite === (before ?? []).includes(chatJid)) return { kind: 'nothing' };
      const others = (before ?? []).filter((id) => id !== chatJid);
      const ids = content.favorite ? [...others, chatJid] : others;
      return patch(content, favoritesIndex, 1, { favoritesAction: { favorites: ids.map((id) => ({ id })) } }, now);
    }
  }
}

function patch(
  content: ViewContent,
  index: string[],
  apiVersion: number,
  action: proto.ISyncActionValue,
  now: Instant,
): ViewPlan {
  const operation = proto.SyncdMutation.SyncdOperation.SET;
  const syncAction = { ...action, timestamp: now };
  return { kind: 'patch', patch: { type: collectionOf(content), index, apiVersion, operation, syncAction } };
}

/** As WhatsApp Web names a message there: whose it is counts for other people's in groups. */
const starIndex = ({ remoteJid, id, fromMe, participant }: MessageKey): string[] => {
  const author = isJidGroup(remoteJid) && !fromMe ? participant : undefined;
  return ['star', remoteJid, id, fromMe ? '1' : '0', author ?? '0'];
};

const favoritesIndex = ['favorites'];

/** All favorite chats are one value, in the order in which phones show them; null where there is none. */
const favorites = (values: Values): string[] | null =>
  values.get(JSON.stringify(favoritesIndex))?.favoritesAction?.favorites?.flatMap(({ id }) => id ?? []) ?? null;

/** WhatsApp's server cannot read what it keeps, so it refuses no fourth: its apps do, by counting. */
function otherPinnedChats(values: Values, chatJid: string): number {
  const pinned = [...values].filter(([, value]) => value.pinAction?.pinned);
  return pinned.filter(([index]) => (JSON.parse(index) as string[])[1] !== chatJid).length;
}
