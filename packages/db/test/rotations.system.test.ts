import { changeRotation } from '@pinwheel/pinning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute, start, unique } from './fixture.js';
import { added, openScene, type Scene } from './scene.js';

describe('the use cases of rotations', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene[Symbol.asyncDispose]());

  it('take turns: unpin the former, pin the next, wrap, and post a text only once', async () => {
    const { deps, clock, sent, messages, carryOut, standing, rotationOf, takeTurnOf } = scene;
    const id = await rotationOf('notices', messages.slice(0, 1));
    const change = (target: Parameters<typeof changeRotation>[1]['change']) =>
      changeRotation(deps, { id, change: target, source: unique('telegram:') });
    await change(added({ kind: 'text', text: 'Bring the bins out' }));
    for (let turn = 1; turn <= 4; turn += 1) {
      clock.set(start + turn * 60 * minute);
      await Promise.all([takeTurnOf(id), takeTurnOf(id)]);
      await carryOut();
      expect(await standing()).toHaveLength(1);
    }
    expect(sent.map(({ content }) => content.kind)).toEqual([
      ...['pin', 'text', 'unpin', 'pin'],
      ...['unpin', 'pin', 'unpin', 'pin'],
    ]);
  });

  it('post the text of an item anew where WhatsApp refused it: there is nothing to pin', async () => {
    const { deps, clock, sent, chat, carryOut, rotationOf, takeTurnOf, answers } = scene;
    const id = await rotationOf('notices', []);
    const change = added({ kind: 'text', text: 'Collection today' });
    await changeRotation(deps, { id, source: unique('telegram:'), change });
    answers({ kind: 'refused', code: 403 });
    for (let turns = 0; turns < 3; turns += 1) {
      clock.advance(60 * minute);
      await takeTurnOf(id);
      await carryOut();
    }
    expect(sent.map(({ content }) => content.kind)).toEqual(['text', 'text', 'pin']);
    const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(shown!.message).toMatchObject({ text: 'Collection today', arrived: true });
  });

  it('leave one pin of a rotation, however fast its turns follow each other', async () => {
    const { deps, sent, messages, carryOut, standing, rotationOf } = scene;
    const id = await rotationOf('fast', messages.slice(0, 3));
    const next = { id, change: { kind: 'next' as const } };
    for (let turn = 0; turn < 3; turn += 1) await changeRotation(deps, { ...next, source: unique('telegram:') });
    await carryOut();
    expect(await standing()).toEqual([messages[2]]);
    // What was never sent is taken back instead of being pinned and unpinned before everybody's eyes.
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin']);
  });

  it('take down at the next turn what an item pinned that was removed since', async () => {
    const { deps, messages, carryOut, standing, rotationOf } = scene;
    const id = await rotationOf('removed', messages.slice(0, 3));
    const change = (what: Parameters<typeof changeRotation>[1]['change']) =>
      changeRotation(deps, { id, change: what, source: unique('telegram:') });
    await change({ kind: 'next' });
    await carryOut();
    await change({ kind: 'remove', place: 1 });
    expect(await standing()).toEqual([messages[0]]);
    await change({ kind: 'next' });
    await carryOut();
    expect(await standing()).toEqual([messages[1]]);
  });
});
