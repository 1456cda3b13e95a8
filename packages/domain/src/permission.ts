import type { Chat } from './chat.js';
import type { Message } from './message.js';

export type PinObstacle =
  | { kind: 'not_a_member' }
  | { kind: 'only_admins_pin' }
  | { kind: 'channel' }
  | { kind: 'message_deleted' }
  | { kind: 'message_unpinnable'; messageKind: Message['kind'] };

/**
 * Why we may not pin in this chat, or null. The rule that WhatsApp Web applies: a group that only admins edit or
 * write to takes pins from admins only; a channel takes none.
 */
export function chatObstacle(chat: Chat): PinObstacle | null {
  if (chat.kind === 'channel') return { kind: 'channel' };
  if (chat.kind === 'private') return null;
  if (chat.ourRole === 'none') return { kind: 'not_a_member' };
  const admin = chat.ourRole === 'admin' || chat.ourRole === 'superadmin';
  if (!admin && (chat.onlyAdminsEdit || chat.onlyAdminsSpeak)) return { kind: 'only_admins_pin' };
  return null;
}

/** Why this message cannot be pinned by anybody, or null. */
export function messageObstacle(message: Message): PinObstacle | null {
  if (message.revokedAt !== null) return { kind: 'message_deleted' };
  if (message.kind === 'view_once' || message.kind === 'system')
    return { kind: 'message_unpinnable', messageKind: message.kind };
  return null;
}
