import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import type { Group } from '@pinwheel/whatsapp-simulator';
import { answer, type House, link, openHouse, shownPins } from './house.js';

describeOnQueueBackends('announcing in many chats', (backend) => {
  let house: House;
  let garden: Group;
  beforeAll(async () => {
    house = await openHouse(backend);
    const { whatsapp, bia, dora } = house.town;
    garden = whatsapp.addGroup({ name: 'Jardim', members: [bia, dora], admins: [bia] });
    await link(house);
    await eventually(async () => expect((await answer(house, '/chats', /./)).text).toMatch(/Jardim[^]*Moradores/));
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const onDorasPhone = () => [shownPins(house), house.town.dora.board(garden).map(({ text }) => text)];
  const postsOn = (group: Group) =>
    house.town.dora.heard(group).filter(({ text }) => text === 'Water will be off on Tuesday').length;

  it('posts and pins in each, tells what failed, and repairs that alone', async () => {
    const { admin, whatsapp, group } = house.town;
    const card = await answer(house, '/announce "Water will be off on Tuesday" in all for 24h', /2 chats/);
    whatsapp.faults.refuseMessages(403);
    await admin.tap(card, /Post and pin in 2 chats/);
    const half = await admin.sees(/1 of 2 done, 1 failed[^]*403/, { after: card, timeoutMs: 20_000 });
    expect(half.id).toBe(card.id);
    await eventually(() => expect(onDorasPhone().flat()).toEqual(['Water will be off on Tuesday']));
    await admin.tap(half, /Try again in 1 chat/);
    await admin.sees(/2 of 2 done/, { after: half, timeoutMs: 20_000 });
    await eventually(() =>
      expect(onDorasPhone()).toEqual([['Water will be off on Tuesday'], ['Water will be off on Tuesday']]),
    );
    expect([postsOn(group), postsOn(garden)]).toEqual([1, 1]);
  });

  it('has it all in the audit, also what somebody does about it on a phone', async () => {
    const { carlos, dora, group } = house.town;
    const history = await answer(house, '/audit', /a\d+/);
    expect(history.text.match(/announce m\d+ “Water will be off/g)).toHaveLength(3);
    expect(history.text).toMatch(/❌ [^]*403/);
    const post = dora.heard(group).find(({ text }) => text === 'Water will be off on Tuesday');
    await carlos.unpin(group, post!.wireId);
    await eventually(async () =>
      expect((await answer(house, '/audit by Carlos', /./)).text).toMatch(/unpinned m\d+ “Water will be off/),
    );
  });
});
