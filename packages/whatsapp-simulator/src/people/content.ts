import { normalizeMessageContent, type proto, toNumber } from '@whiskeysockets/baileys';
import type { Entry, PinEvent } from './board.js';

/** `proto.Message.ProtocolMessage.Type.REVOKE` */
const REVOKE = 0;

/** What a phone makes of a decrypted message; undefined when there is nothing in it for a person. */
export function readContent(
  message: proto.IMessage,
  edit: string | undefined,
): Pick<Entry, 'text' | 'pin' | 'deletes'> | undefined {
  const content = normalizeMessageContent(message);
  if (!content) return undefined;
  if (content.pinInChatMessage) return { pin: readPin(content, content.pinInChatMessage, edit) };
  if (content.protocolMessage) {
    const { type, key } = content.protocolMessage;
    return type === REVOKE && key?.id ? { deletes: key.id } : undefined;
  }
  const { senderKeyDistributionMessage: _key, messageContextInfo: _context, ...rest } = content;
  return Object.values(rest).some(Boolean) ? { text: readText(content) } : undefined;
}

function readText(content: proto.IMessage): string | undefined {
  const words = [
    content.conversation,
    content.extendedTextMessage?.text,
    content.imageMessage?.caption,
    content.videoMessage?.caption,
    content.documentMessage?.caption,
    content.pollCreationMessage?.name,
    content.pollCreationMessageV3?.name,
  ];
  return words.find(Boolean) ?? undefined;
}

function readPin(content: proto.IMessage, pin: proto.Message.IPinInChatMessage, edit: string | undefined): PinEvent {
  const { key } = pin;
  return {
    type: pin.type === 2 ? 2 : 1,
    key: {
      remoteJid: key?.remoteJid ?? '',
      fromMe: key?.fromMe ?? false,
      id: key?.id ?? '',
      ...(key?.participant ? { participant: key.participant } : {}),
    },
    durationSeconds: content.messageContextInfo?.messageAddOnDurationInSecs ?? 0,
    senderTimestampMs: toNumber(pin.senderTimestampMs ?? 0),
    edit,
  };
}
