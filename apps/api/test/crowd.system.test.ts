import { eventually } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { openFixture } from './fixture.js';

it('answers two hundred requests at once for fifty chats, each with its own verdict and in the order of its chat', async () => {
  await using fixture = await openFixture();
  const { database, deps } = fixture.context;
  const token = await fixture.token('crowd', 'main');
  const chats = await Promise.all(Array.from({ length: 50 }, () => fixture.hear(4)));
  // Every seventh is refused: whose, only its own answer may say.
  fixture.outcomes.push(
    ...Array.from({ length: 140 }, (_, n) =>
      n % 7 === 0 ? ({ kind: 'refused', code: 400 + n } as const) : ({ kind: 'acknowledged' } as const),
    ),
  );
  const answers = await Promise.all(
    chats.flatMap(({ jid, ids }) =>
      ids.map(async (messageId) => {
        const answer = await fetch(`${fixture.url}/instances/main/token/${token}/pin-message`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ phone: jid, messageId, messageAction: 'pin', pinMessageDuration: '7_days' }),
        });
        const body = (await answer.json()) as { zaapId?: string; error?: string };
        return { zaapId: body.zaapId, error: body.error, messageId, status: answer.status };
      }),
    ),
  );
  // 202 is the answer of a machine that is too busy to carry them out within 15 s.
  for (const { status } of answers) expect([200, 202, 409]).toContain(status);
  for (const status of [200, 409]) expect(answers.some((answer) => answer.status === status)).toBe(true);
  expect(database.ends.awaited).toBe(0);
  await eventually(async () => expect((await deps.store.countOperations(Date.now())).waiting).toBe(0), {
    timeoutMs: 60_000,
  });

  const { rows } = await database.drizzle.execute<{ id: string; wire: string; state: string }>(`
    select o.id, m.wire_id as wire, o.state from operations o
    join messages m on m.id = (o.content ->> 'messageId')::bigint where o.content ->> 'kind' = 'pin'`);
  expect(rows).toHaveLength(200);
  const pins = new Map(rows.map((row) => [row.wire, row]));
  for (const { messageId, status, zaapId, error } of answers) {
    const pin = pins.get(messageId)!;
    if (status === 409) expect(pin.state, error).not.toBe('acknowledged');
    else expect(pin.id).toBe(zaapId);
    if (status === 200) expect(pin.state).toBe('acknowledged');
  }

  const wireIds = fixture.sent.map(({ wireId }) => wireId);
  expect(new Set(wireIds).size).toBe(wireIds.length);
  const { rows: planned } = await database.drizzle.execute<{ chat: string; wire: string }>(`
    select c.jid as chat, o.wire_id as wire from operations o join chats c on c.id = o.chat_id order by o.seq`);
  for (const { jid } of chats) {
    const sent = fixture.sent.filter(({ chatJid }) => chatJid === jid).map(({ wireId }) => wireId);
    const owed = planned.filter(({ chat, wire }) => chat === jid && sent.includes(wire)).map(({ wire }) => wire);
    expect(sent).toEqual(owed);
  }
}, 120_000);
