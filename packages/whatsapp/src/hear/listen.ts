import type { Clock, Heard, Logger } from '@pinwheel/pinning';
import { isJidGroup, proto } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';
import { causeOf } from '../cause.js';
import { accountOf } from '../account.js';
import type { Groups } from '../groups/groups.js';
import type { KeptMessages } from '../kept/kept-messages.js';
import { rebuild } from '../kept/rebuild.js';
import type { Life } from '../socket/life.js';
import { hearHistory } from './hear-history.js';
import { hearMessage } from './hear-message.js';
import type { PrivateChats } from './private-chats.js';

export interface ListenOptions {
  clock: Clock;
  logger: Logger;
  groups: Groups;
  privateChats: PrivateChats;
  kept: KeptMessages;
  /** Whether the listener has taken them. */
  heard(events: Heard[]): Promise<boolean>;
}

/**
 * Turns Baileys' events on one socket into what we hear. Live messages and those that waited come the same way; before
 * them what earlier sockets received and nobody was told.
 */
export function listen({ socket }: Life, { clock, logger, groups, privateChats, kept, heard }: ListenOptions): void {
  // What waited comes in one piece: a single message that nobody can make sense of must not take the others along.
  const tell = (messages: readonly WAMessage[], hear: (message: WAMessage) => readonly (Heard | null)[]) => {
    const events = messages.flatMap((message) => {
      try {
        return hear(message).filter((event) => event !== null);
      } catch (error) {
        logger.error({ wireId: message.key.id, cause: causeOf(error) }, 'a message could not be heard');
        return [];
      }
    });
    const settle = kept.telling(messages.flatMap(({ key }) => key.id ?? []));
    if (events.length === 0) settle(true);
    else void heard(events).then(settle);
  };
  const tellLive = (messages: readonly WAMessage[]) => {
    const account = accountOf(socket);
    if (!account) return;
    tell(messages, (message) => [privateChats.hear(message), hearMessage(account, message, clock.now())]);
    for (const { key } of messages.filter(changesDisappearing)) groups.invalidate(key.remoteJid ?? '');
  };
  const { me } = socket.authState.creds;
  if (me) tellLive(rebuildAll(kept, me, logger));
  socket.ev.on('messages.upsert', ({ messages }) => tellLive(messages));
  socket.ev.on('messaging-history.set', ({ messages }) => {
    const account = accountOf(socket);
    if (!account) return;
    // The phone gives each chat's latest message first; what people call themselves now shall come last.
    const oldestFirst = messages.toReversed();
    tell(oldestFirst, (message) => [privateChats.hear(message), ...hearHistory(account, message, clock.now())]);
  });
}

function rebuildAll(kept: KeptMessages, me: { id: string; lid?: string }, logger: Logger): WAMessage[] {
  return kept.untold().flatMap((message) => {
    try {
      return rebuild(message, me);
    } catch (error) {
      const { id = '' } = message.attrs;
      logger.error({ wireId: id, cause: causeOf(error) }, 'a message that was received could not be rebuilt');
      kept.telling([id])(true);
      return [];
    }
  });
}

/** A group's other settings come as changes of the group; this one comes as a message. */
function changesDisappearing({ key, message }: WAMessage): boolean {
  const { EPHEMERAL_SETTING } = proto.Message.ProtocolMessage.Type;
  return Boolean(isJidGroup(key.remoteJid ?? '')) && message?.protocolMessage?.type === EPHEMERAL_SETTING;
}
