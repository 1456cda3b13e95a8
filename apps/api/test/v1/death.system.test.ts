import { randomUUID } from 'node:crypto';
import { connect } from '@pinwheel/client';
import { eventually } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledged, later } from '../fixture.js';
import { startChild } from './child.js';
import { good, openV1, type V1Fixture } from './fixture.js';

describe('killed with -9 between accepting and answering', () => {
  let fixture: V1Fixture;
  beforeAll(async () => {
    fixture = await openV1();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const start = () => startChild(fixture.context.configuration.databaseUrl);

  const endOf = (request: Promise<unknown>): Promise<'answered' | 'lost'> =>
    request.then(
      () => 'answered',
      () => 'lost',
    );

  async function keysWithoutAnswer(): Promise<number | null> {
    const { drizzle } = fixture.context.database;
    return (await drizzle.execute('select from idempotency_keys where answer is null')).rowCount;
  }

  async function asking() {
    const { chat } = await fixture.say(1);
    const token = await fixture.token(randomUUID());
    const asked = {
      params: { path: { chat }, header: { 'idempotency-key': randomUUID() } },
      body: { text: 'Survives', replace: [] },
    };
    const pinAt = (url: string) => connect({ url, token }).POST('/v1/boards/{chat}/pins', asked);
    return { chat, ask: pinAt };
  }

  it('with WhatsApp’s verdict still to come: carried out, and the same key gets the verdict', async () => {
    const { ask } = await asking();
    const { outcome, say } = later();
    fixture.outcomes.push(outcome);
    const before = fixture.sent.length;
    await using first = await start();
    const answer = endOf(ask(first.url));
    await eventually(() => fixture.sent.length > before);
    await first.kill();
    expect(await answer).toBe('lost');
    say(acknowledged);
    await eventually(() => fixture.sent.length === before + 2);
    await using second = await start();
    const retried = await ask(second.url);
    expect(retried.response.status).toBe(201);
    expect(good(retried)).toMatchObject({ state: 'done', operations: [{ kind: 'post' }, { kind: 'pin' }] });
    expect(fixture.sent).toHaveLength(before + 2);
  }, 60_000);

  it('with nothing but its key written down: the same key does it, once', async () => {
    const { chat, ask } = await asking();
    const before = fixture.sent.length;
    await using first = await start();
    const answer = endOf(ask(first.url));
    await fixture.context.deps.store.transaction(async (tx) => {
      await tx.lockBoard(Number(chat.slice(1)));
      // It waits for the board, which we hold.
      await eventually(async () => (await keysWithoutAnswer()) === 1);
      await first.kill();
    });
    expect(await answer).toBe('lost');
    expect(fixture.sent).toHaveLength(before);
    await using second = await start();
    expect((await ask(second.url)).response.status).toBe(201);
    expect((await ask(second.url)).response.headers.get('idempotency-replayed')).toBe('true');
    expect(fixture.sent).toHaveLength(before + 2);
  }, 60_000);
});
