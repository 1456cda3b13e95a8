import type { ChatRole } from '@pinwheel/domain';
import type { HeardChat } from '@pinwheel/pinning';
import type { GroupMetadata } from '@whiskeysockets/baileys';
import { isOwnJid } from '../account.js';
import type { Account } from '../listener.js';

export function chatOf(account: Account, group: GroupMetadata): HeardChat {
  return {
    jid: group.id,
    kind: 'group',
    name: group.subject,
    members: group.size ?? group.participants.length,
    ourRole: roleIn(account, group),
    onlyAdminsEdit: group.restrict ?? false,
    onlyAdminsSpeak: group.announce ?? false,
    disappearingSeconds: group.ephemeralDuration || null,
  };
}

/** A participant goes by LID or by phone number, and may name the other one beside it. */
function roleIn(account: Account, { participants }: GroupMetadata): ChatRole {
  const own = participants.find(({ id, lid, phoneNumber }) =>
    [id, lid, phoneNumber].some((jid) => isOwnJid(account, jid)),
  );
  if (!own) return 'none';
  return own.admin ?? 'member';
}
