import { pinMessage, recordPin, recordRevocation } from '@pinwheel/pinning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute, start } from './fixture.js';
import { day, openScene, type Scene } from './scene.js';

describe('the use cases of what is heard', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene[Symbol.asyncDispose]());

  it('record a pin of a person, once, and its unpin', async () => {
    const { deps, clock, chat, messages, standing, heardPin } = scene;
    const pin = await heardPin(messages[0]!);
    await recordPin(deps, 'main', pin);
    await recordPin(deps, 'main', pin);
    const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(shown).toMatchObject({
      messageId: messages[0],
      by: { kind: 'person', name: 'Dora' },
      expiresAt: start + day,
    });
    await recordPin(deps, 'main', await heardPin(messages[0]!, { action: 'unpin', durationSeconds: 0 }));
    expect(await standing()).toEqual([]);
  });

  it('record a pin of a message that was never heard', async () => {
    const { deps, clock, chat, messages, heardPin } = scene;
    const target = { remoteJid: chat.jid, id: 'UNHEARD', fromMe: false, participant: '5@lid' };
    await recordPin(deps, 'main', await heardPin(messages[0]!, { target }));
    const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(shown!.message).toMatchObject({ key: target, text: null });
  });

  it('know their own echo', async () => {
    const { deps, clock, sent, chat, messages, pinned, heardPin } = scene;
    await pinned(messages[0]!);
    await recordPin(deps, 'main', await heardPin(messages[0]!, { wireId: sent[0]!.wireId }));
    const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(shown).toMatchObject({ by: { kind: 'admin' }, expiresAt: start + 7 * day });
  });

  it('lose the oldest when a phone pins a fourth', async () => {
    const { deps, clock, chat, messages, standing, heardPin } = scene;
    for (const id of messages.slice(0, 4)) {
      clock.advance(minute);
      await recordPin(deps, 'main', await heardPin(id));
    }
    expect((await standing()).toSorted()).toEqual(messages.slice(1, 4).toSorted());
    const slots = (await deps.store.standingPins(chat.chatId, clock.now())).map(({ slot }) => slot);
    expect(slots.toSorted()).toEqual([1, 2, 3]);
  });

  it('take the pin down with its message', async () => {
    const { deps, clock, chat, messages, ask, pinned, standing } = scene;
    await pinned(messages[0]!);
    const { key } = (await deps.store.findMessage(messages[0]!))!;
    await recordRevocation(deps, 'main', { chatJid: chat.jid, target: key, at: clock.now() });
    expect(await standing()).toEqual([]);
    expect(await pinMessage(deps, ask(messages[0]!))).toEqual({ kind: 'refused', why: { kind: 'message_deleted' } });
  });
});
