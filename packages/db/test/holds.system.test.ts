import type { Outcome } from '@pinwheel/domain';
import { describeCommand, tendPin } from '@pinwheel/pinning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute } from './fixture.js';
import { day, openScene, type Scene } from './scene.js';
import { silence } from './stage.js';

describe('the use cases of holds', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene[Symbol.asyncDispose]());

  it('end a hold by an unpin of their own, once', async () => {
    const { deps, clock, woken, sent, chat, messages, carryOut, pinned, standing } = scene;
    await pinned(messages[0]!, { hold: { kind: 'length', ms: minute } });
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    await tendPin(deps, pin!.id);
    expect(woken.filter(({ kind }) => kind === 'operation')).toEqual([]);
    clock.advance(minute);
    await Promise.all([tendPin(deps, pin!.id), tendPin(deps, pin!.id)]);
    await carryOut();
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin', 'unpin']);
    expect(await standing()).toEqual([]);
  });

  it('renew a pin for ever, in its slot, with no gap and one visible line a month', async () => {
    const { deps, clock, sent, chat, messages, carryOut, pinned, standing } = scene;
    await pinned(messages[1]!);
    await pinned(messages[0]!, { hold: { kind: 'forever' } });
    for (let months = 0; months < 4; months += 1) {
      clock.advance(29 * day);
      const shown = await deps.store.standingPins(chat.chatId, clock.now());
      const pin = shown.find(({ messageId }) => messageId === messages[0])!;
      expect(pin.slot).toBe(2);
      await tendPin(deps, pin.id);
      await carryOut();
    }
    expect(await standing()).toEqual([messages[0]]);
    expect(sent).toHaveLength(2 + 4);
  });

  it('try the end of a hold again as the same message when WhatsApp refused it, and tell the asker the first time', async () => {
    const { deps, clock, woken, sent, chat, messages, carryOut, pinned, standing, answers } = scene;
    const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };
    await pinned(messages[0]!, { hold: { kind: 'length', ms: minute }, reportTo });
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    const reports: string[] = [];
    for (const answer of [{ kind: 'refused', code: 429 }, silence, { kind: 'acknowledged' }] as Outcome[]) {
      clock.advance(20 * minute);
      answers(answer);
      await tendPin(deps, pin!.id);
      await carryOut();
      clock.advance(3_000);
      woken.push(...(await deps.store.unsettledOperations('main')));
      await carryOut();
      for (const wake of await deps.store.dueWakes(clock.now(), 100)) {
        const report = wake.kind === 'report' ? await describeCommand(deps, wake.id) : null;
        if (report?.chat.id !== chat.chatId) continue;
        reports.push(`${report.command.actor.kind} ${report.state}`);
        await deps.store.markReported(report.command.id, clock.now());
      }
    }
    expect(await standing()).toEqual([]);
    expect(reports).toEqual(['admin done', 'hold failed']);
    expect(new Set(sent.slice(1).map(({ wireId }) => wireId)).size).toBe(1);
  });

  it('pile up no renewals while WhatsApp is away', async () => {
    const { deps, clock, sent, chat, messages, carryOut, pinned } = scene;
    await pinned(messages[0]!, { hold: { kind: 'forever' } });
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    clock.advance(29 * day);
    for (let tries = 0; tries < 5; tries += 1) {
      await tendPin(deps, pin!.id);
      clock.advance(20 * minute);
    }
    await carryOut();
    expect(sent).toHaveLength(2);
    const [renewed] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(renewed).toMatchObject({ id: pin!.id, by: { kind: 'admin' } });
  });
});
