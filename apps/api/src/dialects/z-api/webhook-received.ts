import type { Chat } from '@pinwheel/domain';
import type { Happening } from '@pinwheel/pinning';
import { type Addresses, type Author, ownerOf, otherSideOf, pinnerOf, speakerOf, userOf } from '../../people.js';

type Told = Extract<Happening, { kind: 'message' | 'pinned' | 'unpinned' }>;

/** Something said or pinned in a chat, in their keys and their order. `momment` is theirs. */
export function receivedCallback(told: Told, author: Author): object {
  const { chat, instance } = told;
  const group = chat.kind === 'group';
  return {
    isStatusReply: false,
    senderLid: author.lid,
    connectedPhone: phoneOf(ownerOf(instance)),
    waitingMessage: false,
    isEdit: false,
    isGroup: group,
    isNewsletter: chat.kind === 'channel',
    instanceId: instance.id,
    messageId: told.kind === 'message' ? told.message.key.id : told.change.wireId,
    phone: chatPhone(chat, otherSideOf(chat, told)),
    fromMe: author.fromMe,
    momment: told.kind === 'message' ? told.message.sentAt : told.at,
    status: 'RECEIVED',
    chatName: chat.name,
    // Pinwheel keeps no pictures.
    senderPhoto: null,
    senderName: author.name,
    participantPhone: group ? phoneOf(author) : null,
    participantLid: group ? author.lid : null,
    photo: null,
    broadcast: false,
    type: 'ReceivedCallback',
    ...(told.kind === 'message' ? { text: { message: told.message.text } } : { pinMessage: pinMessage(told) }),
  };
}

function pinMessage(told: Exclude<Told, { kind: 'message' }>): object {
  const { chat, instance, message, change } = told;
  const author = speakerOf(instance, chat, message);
  const group = chat.kind === 'group';
  return {
    action: told.kind === 'pinned' ? 'pin' : 'unpin',
    pinDurationInSecs: change.durationSeconds,
    referencedMessage: {
      messageId: message.key.id,
      fromMe: message.key.fromMe,
      phone: phoneOf(author) ?? chatPhone(chat, otherSideOf(chat, told)),
      participant: group ? (phoneOf(author) ?? author.lid) : null,
    },
  };
}

/** Who did it. */
export const authorOf = (told: Told): Author =>
  told.kind === 'message' ? speakerOf(told.instance, told.chat, told.message) : pinnerOf(told.instance, told.change);

const phoneOf = ({ phone }: Addresses): string | null => phone && userOf(phone);

/** `120363019502650977-group`, the old form as it is, digits, or a LID where the number is not known. */
export function chatPhone({ kind, jid }: Chat, side: Addresses): string {
  if (kind === 'channel') return jid;
  if (kind === 'private') return phoneOf(side) ?? jid;
  const id = userOf(jid);
  return id.includes('-') ? id : `${id}-group`;
}
