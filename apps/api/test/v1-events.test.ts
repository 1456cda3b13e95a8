import type { Chat, Message, Operation } from '@pinwheel/domain';
import type { Happening, Instance, Webhook } from '@pinwheel/pinning';
import { describe, expect, it } from 'vitest';
import { kindOfEvent, speakV1, v1Events } from '../src/v1/events.js';

const at = Date.parse('2026-01-05T09:00:00Z');
const instance = { id: 'main', name: 'Portaria', jid: '5511999990000@s.whatsapp.net', lid: '99@lid' } as Instance;
const chat = { id: 1, jid: '120363@g.us', kind: 'group', name: 'Moradores' } as Chat;
const message = {
  ...{ id: 7, kind: 'text', text: 'Olá', sentAt: at, senderName: 'Maria', participantAlt: '5511@s.whatsapp.net' },
  key: { remoteJid: chat.jid, id: '3EB0', fromMe: false, participant: '77@lid' },
} as Message;
const webhooks = [{ id: 'a' }, { id: 'b' }] as Webhook[];

const say = (happening: Happening): Record<string, unknown> => JSON.parse(speakV1(happening, webhooks)[0]!.body);

describe('an event of /v1', () => {
  it('is the same for everybody who asked', () => {
    const told = speakV1({ kind: 'connected', at, instance }, webhooks);
    expect(told.map(({ webhookId, event }) => [webhookId, event])).toEqual([
      ['a', 'instance.connected'],
      ['b', 'instance.connected'],
    ]);
    expect(told[0]!.body).toBe(told[1]!.body);
    expect(JSON.parse(told[0]!.body)).toEqual({
      ...{ event: 'instance.connected', at: '2026-01-05T09:00:00.000Z' },
      instance: { id: 'main', name: 'Portaria', jid: '5511999990000@s.whatsapp.net' },
    });
  });

  it('names what was said by its ref and by WhatsApp’s id', () => {
    expect(say({ kind: 'message', at, instance, chat, message })).toMatchObject({
      ...{ event: 'message.heard', chat: { ref: 'g1', name: 'Moradores' } },
      message: {
        ...{ ref: 'm7', wireId: '3EB0', text: 'Olá' },
        sender: { phone: '5511@s.whatsapp.net', lid: '77@lid', name: 'Maria', fromMe: false },
      },
    });
  });

  it('says who pinned, and for how long', () => {
    const actor = { kind: 'admin' as const, telegramId: 7, name: 'Ana' };
    const by = { actor, fromMe: true, jid: null, alt: null };
    const change = { messageId: 7, wireId: '3EB0PIN', durationSeconds: 86_400, by };
    expect(say({ kind: 'pinned', at, instance, chat, message, change })).toMatchObject({
      event: 'message.pinned',
      pin: { wireId: '3EB0PIN', durationSeconds: 86_400, by: { fromMe: true, name: 'Portaria', lid: '99@lid', actor } },
    });
  });

  it('says how an operation ended, and why it came to nothing', () => {
    const content = { kind: 'unpin' as const, messageId: 7 };
    const failed = { id: 'o', commandId: 'c', content, wireId: 'W', state: 'refused', attempt: 1, refusal: 403 };
    const actor = { kind: 'hold' as const };
    const told = say({ kind: 'settled', at, instance, chat, message, actor, operation: failed as Operation });
    expect(told).toMatchObject({
      operation: {
        id: 'o',
        commandId: 'c',
        kind: 'unpin',
        state: 'refused',
        why: expect.stringContaining('403') as string,
      },
    });
    const done = { ...failed, state: 'acknowledged', content: { kind: 'pin_chat' } } as unknown as Operation;
    const view = say({ kind: 'settled', at, instance, chat, message: null, actor, operation: done });
    expect(view).toMatchObject({ message: null, operation: { state: 'acknowledged' } });
    expect(view['operation']).not.toHaveProperty('why');
  });

  it('has a name of its own for each kind', () => {
    for (const event of Object.values(v1Events)) expect(v1Events[kindOfEvent(event)]).toBe(event);
  });
});
