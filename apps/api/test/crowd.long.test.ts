import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sweep } from '@pinwheel/pinning';
import { eventually, type QueueBackend } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';

const chats = 50;
const pinsEach = 20;
/** In ms; the API's own patience with a verdict, once it has accepted what was asked, is 15 s. */
const longest = 300_000;

/** Every seventh message that is sent is refused: whose, only its own answer may say. */
const outcomes = Array.from({ length: 2 * chats * pinsEach }, (_, n) =>
  n % 7 === 0 ? ({ kind: 'refused', code: 400 + (n % 60) } as const) : ({ kind: 'acknowledged' } as const),
);

interface Answer {
  chat: string;
  messageId: string;
  status: number;
  zaapId?: string;
  error?: string;
}

it.each<QueueBackend>(['postgres', 'redis'])(
  'answers a thousand requests at once with the verdict of each, in the order of its chat (%s)',
  async (backend) => {
    await using fixture = await openFixture(backend);
    const token = await fixture.token('crowd', 'main');
    fixture.outcomes.push(...outcomes);
    const answers = await askAll(fixture, token);
    const { database, deps } = fixture.context;
    await eventually(async () => (await deps.store.countOperations(Date.now())).waiting === 0, { timeoutMs: 60_000 });
    expect(database.ends.awaited).toBe(0);

    const { rows } = await database.drizzle.execute<{ id: string; wire: string; state: string; refusal: number }>(`
      select o.id, m.wire_id as wire, o.state, o.refusal from operations o
      join messages m on m.id = (o.content ->> 'messageId')::bigint where o.content ->> 'kind' = 'pin'`);
    expect(rows).toHaveLength(chats * pinsEach);
    const pins = new Map(rows.map((row) => [row.wire, row]));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    for (const { messageId, status, zaapId, error } of answers) {
      const pin = pins.get(messageId)!;
      expect(pin.state === 'acknowledged' ? 200 : 409, `${pin.state}: ${error}`).toBe(status);
      if (status === 200) expect(pin.id).toBe(zaapId);
      if (pin.state === 'refused') expect(error).toContain(String(pin.refusal));
    }
    await expectOrder(fixture);
  },
  longest,
);

it('needs no more memory after the third crowd than after the first', async () => {
  await using fixture = await openFixture('postgres');
  const token = await fixture.token('crowd', 'main');
  const used: number[] = [];
  for (let crowd = 0; crowd < 3; crowd += 1) {
    await askAll(fixture, token);
    fixture.sent.length = 0;
    used.push(heapUsed());
  }
  // A leak of what one request needs, its body and its waiter, would be some ten megabytes a crowd.
  expect(used[2]! - used[0]!).toBeLessThan(10 * 1_024 * 1_024);
}, 600_000);

async function askAll({ hear, url, context }: Fixture, token: string): Promise<Answer[]> {
  const heard = await Promise.all(Array.from({ length: chats }, () => hear(pinsEach)));
  const asked = heard.flatMap(({ jid, ids }) =>
    ids.map(async (messageId): Promise<Answer> => {
      const answer = await fetch(`${url}/instances/main/token/${token}/pin-message`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone: jid, messageId, messageAction: 'pin', pinMessageDuration: '7_days' }),
      });
      return { chat: jid, messageId, status: answer.status, ...((await answer.json()) as object) };
    }),
  );
  const sweeping = setInterval(() => void sweep(context.deps), 2_000);
  const answers = await Promise.all(asked).finally(() => clearInterval(sweeping));
  // The answer's own messageId is that of the pin event.
  const pinned = heard.flatMap(({ ids }) => ids);
  return answers.map((answer, n) => ({ ...answer, messageId: pinned[n]! }));
}

/** Nothing was sent twice, and each chat's operations in the order in which they were planned. */
async function expectOrder({ sent, context }: Fixture): Promise<void> {
  const wireIds = sent.map(({ wireId }) => wireId);
  expect(new Set(wireIds).size).toBe(wireIds.length);
  const { rows } = await context.database.drizzle.execute<{ chat: string; wire: string }>(`
    select c.jid as chat, o.wire_id as wire from operations o join chats c on c.id = o.chat_id order by o.seq`);
  for (const chat of new Set(rows.map((row) => row.chat))) {
    const sentThere = sent.filter(({ chatJid }) => chatJid === chat).map(({ wireId }) => wireId);
    const ofThose = new Set(sentThere);
    expect(sentThere).toEqual(rows.filter(({ wire }) => ofThose.has(wire)).map(({ wire }) => wire));
  }
}

function heapUsed(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
