import { type proto, toNumber, type WAPatchCreate, type WAPatchName } from '@whiskeysockets/baileys';
import type { Account } from './account.js';
import type { Entry } from './board.js';
import { GroupState } from './group.js';

/** What WhatsApp's apps let an account pin. */
export const PINNED_CHATS = 3;

/** Where the apps keep what; the same elsewhere is nothing to them. */
const collections = { pin_v1: 'regular_low', favorites: 'regular_high', star: 'regular_high' } as const;

/** Jids, first what was pinned last. */
export function pinnedJids({ view }: Account): string[] {
  const pinned = view.entries(collections.pin_v1, 'pin_v1').filter(({ value }) => value.pinAction?.pinned);
  const newestFirst = pinned.toSorted((a, b) => toNumber(b.value.timestamp ?? 0) - toNumber(a.value.timestamp ?? 0));
  return newestFirst.flatMap(({ index }) => index[1] ?? []);
}

export function favoriteJids({ view }: Account): string[] {
  const [entry] = view.entries(collections.favorites, 'favorites');
  return (entry?.value.favoritesAction?.favorites ?? []).flatMap(({ id }) => id ?? []);
}

/** Wire ids. A phone finds a message by its chat, its id and its author, and passes over what is wrong in any of them. */
export function starredIds(account: Account, chat: GroupState | Account, entries: readonly Entry[]): string[] {
  const stars = account.view.entries(collections.star, 'star').filter(({ value }) => value.starAction?.starred);
  return stars.flatMap(({ index: [, jid = '', id, fromMe, author] }) => {
    const message = entries.find(({ wireId }) => wireId === id);
    const own = message?.from === account;
    if (!message || !isChat(chat, jid) || (fromMe === '1') !== own) return [];
    const named = chat instanceof GroupState && !own ? message.from.isNamed(author ?? '') : author === '0';
    return named ? [message.wireId] : [];
  });
}

const isChat = (chat: GroupState | Account, jid: string): boolean =>
  chat instanceof GroupState ? chat.jid === jid : jid.includes('@') && !jid.endsWith('@g.us') && chat.isNamed(jid);

/** The jid by which the app state names a chat. */
const jidOf = (chat: GroupState | Account): string => (chat instanceof GroupState ? chat.jid : chat.lid);

export const pinning = (chat: GroupState | Account, pinned: boolean, now: number): WAPatchCreate =>
  change(collections.pin_v1, ['pin_v1', jidOf(chat)], 5, { pinAction: { pinned }, timestamp: now });

export function favoring(account: Account, chat: GroupState | Account, now: number): WAPatchCreate {
  const favorites = [...favoriteJids(account), jidOf(chat)].map((id) => ({ id }));
  return change(collections.favorites, ['favorites'], 1, { favoritesAction: { favorites }, timestamp: now });
}

/** `proto.SyncdMutation.SyncdOperation.SET` */
const SET = 0;

const change = (
  type: WAPatchName,
  index: string[],
  apiVersion: number,
  syncAction: proto.ISyncActionValue,
): WAPatchCreate => ({ type, index, apiVersion, syncAction, operation: SET });
