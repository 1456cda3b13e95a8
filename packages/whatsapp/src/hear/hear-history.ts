import type { Instant } from '@pinwheel/domain';
import type { Heard } from '@pinwheel/pinning';
import { toNumber } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';
import type { Account } from '../listener.js';
import { hearMessage, pinAction } from './hear-message.js';
import { messageKey } from './keys.js';
import { secondsToInstant } from './time.js';

/** What a message says with which the phone tells a new companion about the past, and the pin that stands on it. */
export function hearHistory(account: Account, message: WAMessage, now: Instant): (Heard | null)[] {
  const complete = withParticipant(message);
  return [past(hearMessage(account, complete, now)), hearStandingPin(complete, now)];
}

function past(heard: Heard | null): Heard | null {
  if (heard?.kind === 'message') return { kind: 'message', message: { ...heard.message, past: true } };
  return heard?.kind === 'pin' ? { kind: 'pin', pin: { ...heard.pin, past: true } } : heard;
}

/** In history a group message may name its author beside the key only. */
function withParticipant(message: WAMessage): WAMessage {
  const { key, participant } = message;
  return key.participant || !participant ? message : { ...message, key: { ...key, participant } };
}

/** `pinInChat` stands on the pinned message and names the pin event by its key, as far as the protobuf tells. */
function hearStandingPin(message: WAMessage, now: Instant): Heard | null {
  const pin = message.pinInChat;
  const target = messageKey(message.key);
  const action = pinAction(pin?.type);
  if (!pin || !target || !action) return null;
  const at = toNumber(pin.serverTimestampMs) || secondsToInstant(message.messageTimestamp, now);
  const durationSeconds = pin.messageAddOnContextInfo?.messageAddOnDurationInSecs ?? 0;
  const { id, participant, fromMe } = pin.key ?? {};
  return {
    kind: 'pin',
    pin: {
      chatJid: target.remoteJid,
      wireId: id || `history-${target.id}`,
      by: { jid: participant || target.remoteJid, name: null, fromMe: fromMe ?? false },
      action,
      target,
      durationSeconds: action === 'pin' ? durationSeconds : 0,
      at,
      past: true,
    },
  };
}
