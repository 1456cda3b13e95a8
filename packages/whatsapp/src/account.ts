import { jidNormalizedUser } from '@whiskeysockets/baileys';
import type { WASocket } from '@whiskeysockets/baileys';
import type { Account } from './listener.js';

/** What Baileys writes for the name while it pairs by code. */
const noName = '~';

/**
 * The account that a socket belongs to; null while it is being paired. Not by `socket.user`, which Baileys copies once
 * when the socket is made.
 */
export function accountOf({ authState }: Pick<WASocket, 'authState'>): Account | null {
  const { me } = authState.creds;
  if (!me) return null;
  return {
    jid: jidNormalizedUser(me.id),
    lid: me.lid ? jidNormalizedUser(me.lid) : null,
    name: me.name && me.name !== noName ? me.name : null,
  };
}

/** Whether a jid of either kind, with or without device, is the account's own. */
export function isOwnJid(account: Account, jid: string | null | undefined): boolean {
  if (!jid) return false;
  const bare = jidNormalizedUser(jid);
  return bare === account.jid || bare === account.lid;
}
