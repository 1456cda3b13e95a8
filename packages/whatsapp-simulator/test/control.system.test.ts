import { expect, test } from 'vitest';
import { startControl } from '../src/control.js';
import { BaileysClient } from './baileys-client.js';
import { smallWorld } from './small-world.js';

test('people and groups can be made, paired, made to speak and watched over HTTP', async () => {
  await using world = await smallWorld();
  await using control = await startControl(world.simulator, 0);
  const ask = async (path: string, body?: unknown) => {
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${control.url}/${path}`, request)).json();
  };
  for (const [name, phone] of Object.entries({ Eve: '4917100000001', Kim: '4917100000002' })) {
    expect(await ask('people', { name, phone })).toMatchObject({ name, phone });
  }
  const members = ['4917100000001', '4917100000002'];
  const { jid } = (await ask('groups', { name: 'Attic', members })) as { jid: string };
  await using client = new BaileysClient(world.simulator).connect();
  await ask('scan/4917100000001', { qr: await client.qr() });
  expect(await client.closed()).toBe(515);
  await client.connect().open();
  const { id } = (await ask(`say/4917100000002/${jid}`, { text: 'hello' })) as { id: string };
  expect((await client.message(id)).message.message?.conversation).toBe('hello');
  await ask(`pin/4917100000002/${jid}`, { message: id });
  expect(await ask(`board/4917100000001/${jid}`)).toMatchObject([{ messageId: id, pinnedBy: '4917100000002' }]);
  expect(await ask('say/1/2', { text: 'nobody' })).toEqual({ error: 'unknown: 1' });
  expect(await ask('')).toMatchObject({ connections: 1, unknownQueries: [] });
});
