import type { Message, PinRecord, Schedule } from '@pinwheel/domain';
import type { Command } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { commands, messages, operations, pins, schedules } from '../schema/index.js';

/** Written out, so that the planner knows the partial index by it. */
export const isUnsettled = sql`${operations.state} in ('waiting', 'sending')`;

export const pinColumns = {
  id: pins.id,
  chatId: pins.chatId,
  messageId: pins.messageId,
  slot: pins.slot,
  pinnedAt: pins.pinnedAt,
  expiresAt: pins.expiresAt,
  holdUntil: pins.holdUntil,
  endedAt: pins.endedAt,
};

export const recordColumns = {
  ...pinColumns,
  by: pins.by,
  end: pins.end,
  endedBy: pins.endedBy,
  letGoAt: pins.letGoAt,
} satisfies Record<keyof PinRecord, unknown>;

/** All but the protobuf, which nobody needs who shows or pins a message. */
export const messageColumns = {
  id: messages.id,
  chatId: messages.chatId,
  remoteJid: messages.remoteJid,
  wireId: messages.wireId,
  fromMe: messages.fromMe,
  participant: messages.participant,
  participantAlt: messages.participantAlt,
  addressing: messages.addressing,
  senderName: messages.senderName,
  kind: messages.kind,
  text: messages.text,
  sentAt: messages.sentAt,
  revokedAt: messages.revokedAt,
  arrived: messages.arrived,
};

type MessageRow = Omit<Message, 'key'> & {
  remoteJid: string;
  wireId: string;
  fromMe: boolean;
  participant: string | null;
};

export function toMessage({ remoteJid, wireId, fromMe, participant, ...rest }: MessageRow): Message {
  return { ...rest, key: { remoteJid, id: wireId, fromMe, ...(participant !== null && { participant }) } };
}

export const commandColumns = {
  id: commands.id,
  source: commands.source,
  kind: commands.kind,
  chatId: commands.chatId,
  actor: commands.actor,
  madeAt: commands.madeAt,
  target: commands.target,
  refusal: commands.refusal,
  occurrence: commands.occurrence,
  reportedAt: commands.reportedAt,
} satisfies Record<keyof Command, unknown>;

export const scheduleColumns = {
  id: schedules.id,
  chatId: schedules.chatId,
  words: schedules.words,
  rule: schedules.rule,
  from: schedules.from,
  until: schedules.until,
  except: schedules.except,
  ifQuiet: schedules.ifQuiet,
  catchUp: schedules.catchUp,
  action: schedules.action,
  state: schedules.state,
  pausedBecause: schedules.pausedBecause,
  nextAt: schedules.nextAt,
  lastAt: schedules.lastAt,
  doneUntil: schedules.doneUntil,
  actor: schedules.actor,
} satisfies Record<keyof Schedule, unknown>;
