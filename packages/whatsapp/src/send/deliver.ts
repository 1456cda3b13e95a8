import type { Clock, Errand, MessageContent, SentMessages } from '@pinwheel/pinning';
import { isJidGroup, proto } from '@whiskeysockets/baileys';
import { accountOf } from '../account.js';
import type { Groups } from '../groups/groups.js';
import type { Life } from '../socket/life.js';
import { ConnectionLost, whileAlive } from '../socket/while-alive.js';
import { buildMessage, isPin, pinAttributes } from './message.js';
import type { Ratchets } from './ratchets.js';
import { ensureReachable, memberJids } from './recipients.js';

export interface DeliveryOptions {
  groups: Groups;
  ratchets: Ratchets;
  sent: SentMessages;
  clock: Clock;
}

/** How far a sending has come: `under_way` when the stanza may have left, `sent` when it has. */
export interface Progress {
  stage: 'preparing' | 'under_way' | 'sent';
  /** Devices that get the group's key with this message. */
  keyedDevices: string[];
}

/**
 * Resolves when the message has left and its ratchets are stored.
 * @throws whatever kept it from that; `progress` tells how far it came.
 */
export async function deliver(
  { groups, ratchets, sent, clock }: DeliveryOptions,
  life: Life,
  errand: Errand<MessageContent>,
  progress: Progress,
): Promise<void> {
  const { socket } = life;
  const { wireId, chatJid } = errand;
  const account = accountOf(socket);
  if (!account) throw new ConnectionLost();
  const group = isJidGroup(chatJid) ? await groups.find(chatJid) : null;
  const recipients = group ? memberJids(group) : [chatJid];
  await whileAlive(life, ensureReachable(socket, account, recipients));
  const disappearingSeconds = group?.ephemeralDuration || null;
  const message = buildMessage(errand.content, { now: clock.now(), disappearingSeconds });
  // Before it leaves: whoever cannot read it asks again, also after a crash of ours.
  await sent.save(wireId, proto.Message.encode(message).finish());
  progress.keyedDevices = await ratchets.sendTo(life, chatJid, async () => {
    progress.stage = 'under_way';
    await socket.relayMessage(chatJid, message, {
      messageId: wireId,
      additionalAttributes: isPin(message) ? pinAttributes : {},
    });
    progress.stage = 'sent';
  });
}
