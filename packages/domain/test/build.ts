import type { Board, Chat, Message, Operation, OperationContent, Pin, Rotation, RotationItem } from '../src/index.js';
import { always } from '../src/index.js';

export const second = 1_000;
export const hour = 3_600 * second;
export const day = 24 * hour;
/** 2026-03-02 12:00 UTC, a Monday. */
export const noon = Date.UTC(2026, 2, 2, 12);

export const pinOf = (messageId: number, fields: Partial<Pin> = {}): Pin => ({
  id: messageId * 10,
  chatId: 1,
  messageId,
  slot: 1,
  pinnedAt: noon,
  expiresAt: noon + 7 * day,
  holdUntil: noon + 7 * day,
  endedAt: null,
  ...fields,
});

export const operationOf = (content: OperationContent, fields: Partial<Operation> = {}): Operation => ({
  id: 'operation',
  commandId: 'command',
  instanceId: 'main',
  chatId: 1,
  seq: 1,
  content,
  wireId: '3EB0',
  needs: null,
  state: 'waiting',
  attempt: 0,
  epoch: null,
  dueBy: null,
  putOff: null,
  wakeAt: noon,
  refusal: null,
  cancelReason: null,
  history: [],
  settledAt: null,
  ...fields,
});

export const boardOf = (pins: Pin[], underWay: Operation[] = [], slots = 3): Board => ({
  ...{ slots, limit: 3, locked: [] },
  ...{ pins, underWay },
});

export const groupOf = (fields: Partial<Chat> = {}): Chat => ({
  id: 1,
  instanceId: 'main',
  jid: '120363000000000001@g.us',
  kind: 'group',
  name: 'Moradores',
  timeZone: 'America/Sao_Paulo',
  hold: { kind: 'length', ms: 7 * day },
  quietHours: null,
  drift: 'observe',
  repairsADay: 3,
  changeGapSeconds: 60,
  changesADay: 20,
  notices: 'all',
  slots: null,
  lockedSlots: [],
  members: 3,
  ourRole: 'member',
  onlyAdminsEdit: false,
  onlyAdminsSpeak: false,
  disappearingSeconds: null,
  ...fields,
});

export const messageOf = (fields: Partial<Message> = {}): Message => ({
  id: 1,
  chatId: 1,
  key: { remoteJid: '120363000000000001@g.us', id: '3EB0AA', fromMe: false, participant: '1@lid' },
  participantAlt: null,
  addressing: 'lid',
  senderName: 'Ana',
  kind: 'text',
  text: 'Feira no sábado',
  sentAt: noon,
  revokedAt: null,
  arrived: true,
  ...fields,
});

export const itemOf = (id: number, fields: Partial<RotationItem> = {}): RotationItem => ({
  ...{ id, target: { kind: 'message', messageId: id }, messageId: id, weight: 1, window: always, leastMs: null },
  ...{ shown: 0, gone: false, goneTold: false },
  ...fields,
});

/** Takes turns every hour, the next at one o'clock. */
export const rotationOf = (fields: Partial<Rotation> = {}): Rotation => ({
  ...{
    id: 1,
    airingId: 1,
    chatId: 1,
    zone: 'UTC',
    quietHours: null,
    name: 'avisos',
    words: 'every hour',
    slot: null,
    shuffled: false,
  },
  ...{
    rule: { kind: 'interval', everyMs: hour, from: noon },
    delayMs: 0,
    state: 'active',
    pausedBecause: null,
    nextAt: noon + hour,
  },
  ...{ lastAt: null, round: 0, items: [1, 2, 3].map((id) => itemOf(id)), emptySince: null },
  ...{ currentItemId: null, currentMessageId: null, currentSince: null },
  ...fields,
});
