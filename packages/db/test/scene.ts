import type { Hold, Outcome, Target } from '@pinwheel/domain';
import {
  changeRotation,
  createRotation,
  createSchedule,
  type CreateSchedule,
  type CreateScheduleReply,
  type HeardPin,
  pinMessage,
  type PinMessage,
  type RotationChange,
  takeTurn,
} from '@pinwheel/pinning';
import { heard, minute, start, unique } from './fixture.js';
import { ana, openStage, type Stage } from './stage.js';

export const day = 86_400_000;
export const week: Hold = { kind: 'length', ms: 7 * day };

/** A stage with one group of 24 messages, in which Ana pins. */
export interface Scene extends Stage {
  chat: { chatId: number; jid: string };
  messages: number[];
  /** Ana's wish to pin a message for a week, but for what is given. */
  ask(messageId: number, fields?: Partial<PinMessage>): PinMessage;
  /** The same, accepted and carried out. @returns the command */
  pinned(messageId: number, fields?: Partial<PinMessage>): Promise<string>;
  /** The messages that phones show. */
  standing(): Promise<number[]>;
  /** What WhatsApp answers next in the group. */
  answers(...outcomes: Outcome[]): void;
  /** A pin by hand that phones have told of. */
  heardPin(messageId: number, fields?: Partial<HeardPin>): Promise<HeardPin>;
  /** Ana's schedule, made: every hour the first message for a week, but for what is given. */
  scheduled(fields?: Partial<CreateSchedule>): Promise<Extract<CreateScheduleReply, { kind: 'created' }>>;
  /** A rotation with these messages as its items. */
  rotationOf(name: string, items: number[]): Promise<number>;
  takeTurnOf(rotationId: number): Promise<void>;
}

export const added = (target: Target) =>
  ({ kind: 'add', target, weight: 1, window: { from: null, until: null }, leastMs: null }) satisfies RotationChange;

export async function openScene(): Promise<Scene> {
  const stage = await openStage();
  const { deps, clock, outcomes, carryOut } = stage;
  const chat = await stage.group();
  const said = Array.from({ length: 24 }, (_, n) =>
    heard({ chatJid: chat.jid, text: `Message ${n}`, sentAt: start + n }),
  );
  await deps.store.saveMessages('main', said, start);
  const messages = (await deps.store.messages({ chatId: chat.chatId, limit: 30 })).map(({ id }) => id);

  const ask: Scene['ask'] = (messageId, fields) => ({
    ...{ source: unique('telegram:'), actor: ana, chatId: chat.chatId, reportTo: null },
    ...{ target: { kind: 'message', messageId }, hold: week, slot: null, replace: [] },
    ...fields,
  });
  return {
    ...{ ...stage, chat, messages, ask },
    async pinned(messageId, fields) {
      const reply = await pinMessage(deps, ask(messageId, fields));
      if (reply.kind !== 'accepted') throw new Error(reply.why.kind);
      await carryOut();
      return reply.command.command.id;
    },
    standing: async () => (await deps.store.standingPins(chat.chatId, clock.now())).map(({ messageId }) => messageId),
    answers: (...given) => void outcomes.set(chat.jid, given),
    heardPin: async (messageId, fields) => ({
      ...{ chatJid: chat.jid, wireId: unique('PIN'), by: { jid: '9@lid', name: 'Dora', fromMe: false } },
      ...{ action: 'pin', durationSeconds: 86_400, at: clock.now() },
      target: (await deps.store.findMessage(messageId))!.key,
      ...fields,
    }),
    async scheduled(fields) {
      const created = await createSchedule(deps, {
        ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, words: 'every hour' },
        rule: { kind: 'interval', everyMs: 60 * minute, from: start },
        action: { kind: 'pin', target: { kind: 'message', messageId: messages[0]! }, hold: week, slot: null },
        ...fields,
      });
      if (created.kind !== 'created') throw new Error(created.why.kind);
      return created;
    },
    async rotationOf(name, items) {
      const created = await createRotation(deps, {
        ...{ actor: ana, reportTo: null, chatIds: [chat.chatId], name, words: 'every hour', slot: null },
        ...{ source: unique('telegram:'), shuffled: false, staggerMs: 0 },
        rule: { kind: 'interval', everyMs: 60 * minute, from: start },
      });
      if (created.kind !== 'created') throw new Error(created.why.kind);
      const { id } = created.rotations[0]!;
      for (const messageId of items)
        await changeRotation(deps, {
          ...{ id, source: unique('telegram:') },
          change: added({ kind: 'message', messageId }),
        });
      return id;
    },
    takeTurnOf: async (id) => takeTurn(deps, (await deps.store.findRotation(id))[0]!.airingId),
  };
}
