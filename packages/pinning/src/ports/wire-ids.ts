import type { Chat, Message } from '@pinwheel/domain';

/** Messages as other programs know them: by WhatsApp's id. */
export interface WireIds {
  /**
   * Those of this id in the chats of the instance, the first heard first. It is one, unless somebody sends another's id
   * anew. Not those of ours that have not arrived yet.
   */
  find(instanceId: string, wireId: string): Promise<{ chat: Chat; message: Message }[]>;
  /**
   * The chat of the instance that one of these full jids leads to, by its own jid or, if it is private, by another of its
   * other side; the first jid that does counts.
   */
  findChat(instanceId: string, jids: readonly string[]): Promise<Chat | null>;
  /** The other addresses of those who have written in the chat, as full jids: a phone number's where the chat has a LID. */
  addressesIn(chatId: number): Promise<string[]>;
}
