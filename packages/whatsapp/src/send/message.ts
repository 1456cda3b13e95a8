import { randomBytes } from 'node:crypto';
import type { Instant, MessageKey } from '@pinwheel/domain';
import type { MessageContent } from '@pinwheel/pinning';
import { proto } from '@whiskeysockets/baileys';

/** WhatsApp's phones ignore a pin that comes without this attribute of its stanza. */
export const pinAttributes = { edit: '2' } as const;

export interface Conditions {
  now: Instant;
  /** How long messages live in this chat, in seconds; null where they stay. */
  disappearingSeconds: number | null;
}

export function isPin(message: proto.IMessage): boolean {
  return Boolean(message.pinInChatMessage);
}

/** The shapes are those that WhatsApp Web sends. */
export function buildMessage(content: MessageContent, { now, disappearingSeconds }: Conditions): proto.IMessage {
  // Each message carries a secret of its own, from which replies to polls and reports are keyed.
  const messageContextInfo = { messageSecret: randomBytes(32) };
  if (content.kind === 'text') {
    const contextInfo = disappearingSeconds === null ? {} : { contextInfo: { expiration: disappearingSeconds } };
    return { extendedTextMessage: { text: content.text, ...contextInfo }, messageContextInfo };
  }
  const pinning = content.kind === 'pin';
  const { PIN_FOR_ALL, UNPIN_FOR_ALL } = proto.Message.PinInChatMessage.Type;
  return {
    pinInChatMessage: {
      key: wireKey(content.key),
      type: pinning ? PIN_FOR_ALL : UNPIN_FOR_ALL,
      senderTimestampMs: now,
    },
    messageContextInfo: { ...messageContextInfo, messageAddOnDurationInSecs: pinning ? content.durationSeconds : 0 },
  };
}

/** A phone that gets an incomplete key ignores the pin. */
function wireKey({ remoteJid, id, fromMe, participant }: MessageKey): proto.IMessageKey {
  return { remoteJid, id, fromMe, ...(participant === undefined ? {} : { participant }) };
}
