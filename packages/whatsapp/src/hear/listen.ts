import type { Clock } from '@pinwheel/pinning';
import type { Heard } from '@pinwheel/pinning';
import { isJidGroup, proto } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';
import { accountOf } from '../account.js';
import type { Groups } from '../groups/groups.js';
import type { Life } from '../socket/life.js';
import { hearHistory } from './hear-history.js';
import { hearMessage } from './hear-message.js';
import type { PrivateChats } from './private-chats.js';

export interface ListenOptions {
  clock: Clock;
  groups: Groups;
  privateChats: PrivateChats;
  heard(events: Heard[]): void;
}

/** Turns Baileys' events on one socket into what we hear. Live messages and those that waited come the same way. */
export function listen({ socket }: Life, { clock, groups, privateChats, heard }: ListenOptions): void {
  const tell = (events: readonly (Heard | null)[]) => {
    const some = events.filter((event) => event !== null);
    if (some.length > 0) heard(some);
  };
  socket.ev.on('messages.upsert', ({ messages }) => {
    const { user } = socket;
    if (!user) return;
    const account = accountOf(user);
    tell(messages.flatMap((message) => [privateChats.hear(message), hearMessage(account, message, clock.now())]));
    for (const { key } of messages.filter(changesDisappearing)) groups.invalidate(key.remoteJid ?? '');
  });
  socket.ev.on('messaging-history.set', ({ messages }) => {
    if (socket.user) tell(hearHistory(accountOf(socket.user), messages, clock.now()));
  });
}

/** A group's other settings come as changes of the group; this one comes as a message. */
function changesDisappearing({ key, message }: WAMessage): boolean {
  const { EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type;
  return Boolean(isJidGroup(key.remoteJid ?? '')) && message?.protocolMessage?.type === EPHEMERAL_SETTING;
}
