import { type Chat, parseRef, type Target } from '@pinwheel/domain';
import { z } from 'zod';
import type { V1Needs } from '../needs.js';
import { invalid } from '../problems/problem.js';

/** In UTF-16 units; a body has no room for more. */
const longestText = 65_536;

/** What is to be pinned: a message by its ref or by WhatsApp's id, or a text that is posted first. */
export const askedTargetFields = {
  message: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Its ref (`m7`), or WhatsApp’s id. Either this or `text`.', examples: ['m7'] }),
  text: z.string().min(1).max(longestText).optional().meta({ description: 'A text that is posted, and then pinned.' }),
};

interface AskedTarget {
  message?: string | undefined;
  text?: string | undefined;
}

/** `within`: the pointer to what holds the fields, with a slash at its end. */
export async function readTarget(
  needs: V1Needs,
  chat: Chat,
  { message, text }: AskedTarget,
  within = '',
): Promise<Target> {
  if ((message === undefined) === (text === undefined))
    throw invalid(`${within}message`, 'give either `message` or `text`');
  if (text !== undefined) {
    if (text.trim() === '') throw invalid(`${within}text`, 'is empty');
    return { kind: 'text', text };
  }
  const messageId = await messageIdIn(needs, chat, message!);
  if (messageId === null) throw invalid(`${within}message`, `there is no message “${message}” in that chat`);
  return { kind: 'message', messageId };
}

/** A ref first: WhatsApp's ids are longer than any. */
export async function messageIdIn(needs: V1Needs, chat: Chat, word: string): Promise<number | null> {
  const ref = parseRef(word);
  if (ref?.kind === 'message') {
    const message = await needs.store.findMessage(ref.id);
    return message?.chatId === chat.id ? message.id : null;
  }
  const found = await needs.wireIds.find(chat.instanceId, word);
  return found.find(({ message }) => message.chatId === chat.id)?.message.id ?? null;
}
