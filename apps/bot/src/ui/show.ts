import { type Actor, type Chat, formatRef, type Hold, type Instant, type Message } from '@pinwheel/domain';
import type { Instance, ShownPin } from '@pinwheel/pinning';
import { type CommandName, nameIn } from '../commands/names.js';
import type { Language } from '../text/language.js';
import { type Messages, messagesIn } from '../text/messages.js';
import { excerpt, type Html, rich } from './html.js';
import { showTime } from './time.js';

const shortText = 60;

/** How a person of this language sees the things of the domain. */
export interface Shows {
  say: Messages;
  language: Language;
}

export const showsIn = (language: Language): Shows => ({ say: messagesIn(language), language });

/** `g1 Moradores` */
export const showChat = (chat: Pick<Chat, 'id' | 'name'>): Html =>
  rich`${formatRef('chat', chat.id)} <b>${chat.name}</b>`;

/** `m7 “Feira no sábado…”` */
export function showMessage(message: Message, { say }: Shows, length = shortText): Html {
  return rich`${formatRef('message', message.id)} ${quote(message, say, length)}`;
}

/** The text, or what it is where there is none. */
export function quote(message: Message, say: Messages, length: number): Html {
  if (message.revokedAt !== null) return rich`<i>${say.messages.deleted}</i>`;
  const kind = message.kind === 'text' ? '' : say.messageKinds[message.kind];
  const text = message.text === null || message.text.trim() === '' ? '' : `“${excerpt(message.text, length)}”`;
  if (kind === '' && text === '') return rich`<i>${say.messages.noText}</i>`;
  return rich`${[kind, text].filter(Boolean).join(' ')}`;
}

/** The label of a button: no markup there. */
export function labelOf(message: Message, say: Messages, length = 24): string {
  const text = message.text ? excerpt(message.text, length) : say.messageKinds[message.kind];
  return message.revokedAt === null ? text : say.messages.deleted;
}

export const showText = (text: string): Html => rich`“${excerpt(text, shortText)}”`;

export function senderOf(message: Message, say: Messages): string {
  return message.key.fromMe ? say.messages.us : (message.senderName ?? say.messages.nobody);
}

export function actorName(actor: Actor, { pins }: Messages): string {
  switch (actor.kind) {
    case 'admin':
      return actor.name;
    case 'schedule':
      return pins.bySchedule(formatRef('schedule', actor.scheduleId));
    case 'rotation':
      return pins.byRotation(formatRef('rotation', actor.rotationId));
    case 'token':
      return pins.byToken(actor.name);
    case 'hold':
      return pins.byPinwheel;
    case 'person':
      return actor.name ?? pins.bySomebody;
  }
}

/** When a pin is to end: what its hold says, whatever WhatsApp was told. */
export function pinEnd(pin: Pick<ShownPin, 'holdUntil'>, zone: string, { say, language }: Shows): Html {
  return pin.holdUntil === null ? say.pins.endsNever() : say.pins.endsAt(showTime(pin.holdUntil, zone, language));
}

export function endLine(until: Instant | null, zone: string, { say, language }: Shows): Html {
  return until === null ? say.pins.forEver() : say.pins.until(showTime(until, zone, language));
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

export function showHold(hold: Hold, zone: string, { say, language }: Shows): Html {
  if (hold.kind === 'forever') return say.holds.forEver();
  if (hold.kind === 'until') return say.holds.until(showTime(hold.at, zone, language));
  return say.holds.forLength(lengthWords(hold.ms, say));
}

/** `1 day 2 hours`, to the minute. */
export function lengthWords(ms: number, say: Messages): string {
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(say.holds.length(count, unit));
  }
  return parts.join(' ') || say.holds.length(1, 'minute');
}

/** `Condomínio (+5511999990000)` */
export function instanceName(instance: Instance, say: Messages): string {
  const number = instance.jid ? `+${instance.jid.replace(/[@:].*$/, '')}` : null;
  if (instance.name && number) return `${instance.name} (${number})`;
  return instance.name ?? number ?? say.status.nobody;
}

/** A command that a tap on it gives: `/pin_m7`, in the reader's language. */
export function tappable(command: CommandName, ref: string, language: Language): Html {
  return rich`/${nameIn(command, language)}_${ref}`;
}
