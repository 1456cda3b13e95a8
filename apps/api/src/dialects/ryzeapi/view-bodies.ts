import { z } from 'zod';
import { type Addressee, readAddressee } from '../addressee.js';
import { firstIssue } from './body.js';

type Reading<Wish> = { kind: 'read'; wish: Wish } | { kind: 'bad'; message: string };

const bad = (message: string): { kind: 'bad'; message: string } => ({ kind: 'bad', message });

const pinChatBody = z.looseObject({ number: z.string().nullish(), pin: z.boolean() });

export function readPinChat(body: unknown): Reading<{ addressee: Addressee; pin: boolean }> {
  const named = z.looseObject({ number: z.string().nullish() }).safeParse(body);
  if (!named.success) return bad(`Invalid request body: ${firstIssue(named.error)}`);
  if (!named.data.number?.trim()) return bad('Number is required');
  const read = pinChatBody.safeParse(body);
  if (!read.success) return bad(`Invalid request body: ${firstIssue(read.error)}`);
  const addressee = readAddressee(named.data.number.trim());
  return addressee ? { kind: 'read', wish: { addressee, pin: read.data.pin } } : bad(invalidNumber);
}

const invalidNumber = 'Invalid number: it must be digits only with country and area code, or a jid';

export type Favored = { messageId: string } | { addressee: Addressee };

const subject = { number: z.string().nullish(), messageId: z.string().nullish() };

/** With both, the message is meant. */
export function readFavorite(body: unknown): Reading<{ favored: Favored; favorite: boolean }> {
  const named = z.looseObject(subject).safeParse(body);
  if (!named.success) return bad(`Invalid request body: ${firstIssue(named.error)}`);
  const { number, messageId } = named.data;
  if (!messageId?.trim() && !number?.trim()) return bad('Either number or messageId is required');
  const read = z.looseObject({ ...subject, favorite: z.boolean() }).safeParse(body);
  if (!read.success) return bad(`Invalid request body: ${firstIssue(read.error)}`);
  const { favorite } = read.data;
  if (messageId?.trim()) return { kind: 'read', wish: { favored: { messageId }, favorite } };
  const addressee = readAddressee(number!.trim());
  return addressee ? { kind: 'read', wish: { favored: { addressee }, favorite } } : bad(invalidNumber);
}
