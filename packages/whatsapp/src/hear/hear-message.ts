import type { Instant } from '@pinwheel/domain';
import type { Heard, HeardMessage } from '@pinwheel/pinning';
import { isJidGroup, isJidNewsletter, isLidUser, isPnUser, proto } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';
import type { Account } from '../listener.js';
import { readContent, unwrap } from './content.js';
import { messageKey, targetKey } from './keys.js';
import { secondsToInstant } from './time.js';

/**
 * What a message of Baileys says to us: something said, a pin, a deletion, or nothing. A message without content is a
 * system line, or one that could not be decrypted; the latter comes again when its sender has been asked.
 */
export function hearMessage(account: Account, message: WAMessage, now: Instant): Heard | null {
  const key = messageKey(message.key);
  if (!message.message || !key || !isChat(key.remoteJid)) return null;
  const content = unwrap(message.message);
  const at = secondsToInstant(message.messageTimestamp, now);
  if (content?.pinInChatMessage) return hearPin(account, message, content, at);
  if (content?.protocolMessage) return hearRevocation(account, message, content.protocolMessage, at);
  const heard = hearSaid(message, at);
  return heard && { kind: 'message', message: heard };
}

/** Statuses and broadcast lists are no chats. */
const isChat = (jid: string): boolean =>
  Boolean(isJidGroup(jid) || isPnUser(jid) || isLidUser(jid) || isJidNewsletter(jid));

function hearSaid(message: WAMessage, sentAt: Instant): HeardMessage | null {
  const key = messageKey(message.key);
  const content = readContent(message.message);
  if (!key || !content) return null;
  const { addressingMode } = message.key;
  return {
    chatJid: key.remoteJid,
    key,
    participantAlt: otherAddress(message),
    addressing: addressingMode === 'lid' || addressingMode === 'pn' ? addressingMode : null,
    senderName: nameOf(message),
    ...content,
    sentAt,
    raw: proto.WebMessageInfo.encode(withoutSenderKey(message)).finish(),
  };
}

/** The sender's group key travels with a first message; whoever has it can read the sender's next ones. */
function withoutSenderKey(message: WAMessage): proto.IWebMessageInfo {
  const { senderKeyDistributionMessage: _, ...content } = message.message ?? {};
  return { ...message, message: content };
}

function hearPin(account: Account, message: WAMessage, content: proto.IMessage, at: Instant): Heard | null {
  const key = messageKey(message.key);
  const pin = content.pinInChatMessage;
  const target = key && pin?.key ? targetKey(account, key, pin.key) : null;
  if (!key || !target) return null;
  const action = pinAction(pin?.type);
  const context = content.messageContextInfo ?? message.message?.messageContextInfo;
  const durationSeconds = context?.messageAddOnDurationInSecs ?? 0;
  return (
    action && {
      kind: 'pin',
      pin: {
        chatJid: key.remoteJid,
        wireId: key.id,
        by: { jid: speaker(account, message), name: nameOf(message), fromMe: key.fromMe, alt: otherAddress(message) },
        action,
        target,
        durationSeconds: action === 'pin' ? durationSeconds : 0,
        at,
      },
    }
  );
}

export function pinAction(type: number | null | undefined): 'pin' | 'unpin' | null {
  if (type === proto.PinInChat.Type.PIN_FOR_ALL) return 'pin';
  return type === proto.PinInChat.Type.UNPIN_FOR_ALL ? 'unpin' : null;
}

function hearRevocation(
  account: Account,
  message: WAMessage,
  change: proto.Message.IProtocolMessage,
  at: Instant,
): Heard | null {
  const key = messageKey(message.key);
  // REVOKE is 0, which protobuf leaves out on the wire and a decoder fills in.
  if (!key || change.type !== proto.Message.ProtocolMessage.Type.REVOKE || !change.key) return null;
  const target = targetKey(account, key, change.key);
  return target && { kind: 'revocation', revocation: { chatJid: key.remoteJid, target, at } };
}

function speaker(account: Account, { key }: WAMessage): string {
  return key.participant || (key.fromMe ? account.jid : key.remoteJid) || account.jid;
}

const otherAddress = ({ key }: WAMessage): string | null => key.participantAlt || key.remoteJidAlt || null;

const nameOf = (message: WAMessage): string | null => message.pushName || message.verifiedBizName || null;
