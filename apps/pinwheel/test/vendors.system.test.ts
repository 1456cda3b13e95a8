import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, type House, link, openHouse, pinEvents, say, shownPins } from './house.js';
import {
  ryzeHost,
  ryzeMessage,
  ryzePins,
  ryzeUnpin,
  zApiHost,
  zApiMessage,
  zApiPhone,
  zApiPins,
  zApiUnpin,
} from './vendors/examples.js';
import { isThere, runExample } from './vendors/run-example.js';

describeOnQueueBackends('the vendors’ examples', (backend) => {
  let house: House;
  let instance: string;
  let token: string;
  /** What stands in place of each vendor's. */
  const hosts = { [ryzeHost]: '', [zApiHost]: '' };
  beforeAll(async () => {
    house = await openHouse(backend);
    await link(house);
    // As an owner reads it: each value alone on the line below what it is.
    const lines = (await answer(house, '/tokens create examples main', /The token/)).text.split('\n');
    const below = (words: string) => lines[lines.findIndex((line) => line.includes(words)) + 1]!;
    instance = below('The instance');
    token = lines.find((line) => /^[\w-]{43}$/.test(line))!;
    for (const host of [ryzeHost, zApiHost] as const) hosts[host] = below(host);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const lastEvent = () => pinEvents(house).all.at(-1);

  describe('of RyzeAPI', () => {
    const run = (example: (typeof ryzePins)[number], wireId: string) => {
      const env = { Instance_Name: instance, Token_Instance: token };
      return runExample(example, { ...hosts, [ryzeMessage]: wireId }, env);
    };

    for (const example of ryzePins)
      it(`pins on every phone: ${example.tool}`, async ({ skip }) => {
        if (!(await isThere(example.tool))) skip(`${example.tool} is not on this machine`);
        const text = `Pinned by ${example.tool} for RyzeAPI`;
        const { wireId } = await say(house, text);
        await run(example, wireId);
        expect(shownPins(house)).toContain(text);
        await eventually(() => expect(pinEvents(house).sameEverywhere).toBe(true));
        expect(lastEvent()).toMatchObject({ type: 1, durationSeconds: 604_800, copies: 1, key: { id: wireId } });
      });

    it('answers as documented, and unpins: curl', async () => {
      const { wireId } = await say(house, 'Up and down for RyzeAPI');
      const pinned = await run(ryzePins[0]!, wireId);
      const rest = { chat_jid: house.town.group.jid, message_id: wireId };
      expect(JSON.parse(pinned)).toEqual({
        ...{ success: true, message: 'Message pinned successfully', ...rest, pinned: true, duration: '7d' },
      });
      const events = pinEvents(house).all.length;
      expect(await run(ryzePins[0]!, wireId)).toBe(pinned);
      expect(pinEvents(house).all).toHaveLength(events);
      expect(JSON.parse(await run(ryzeUnpin, wireId))).toEqual({
        ...{ success: true, message: 'Message unpinned successfully', ...rest, pinned: false },
      });
      expect(shownPins(house)).not.toContain('Up and down for RyzeAPI');
    });
  });

  describe('of Z-API', () => {
    const run = (example: (typeof zApiPins)[number], phone: string, wireId: string) =>
      runExample(example, {
        ...{ ...hosts, YOUR_INSTANCE: instance, YOUR_TOKEN: token },
        ...{ [zApiPhone]: phone, [zApiMessage]: wireId },
      });

    for (const example of zApiPins)
      it(`pins on every phone, and answers with the pin’s own id: ${example.tool}`, async ({ skip }) => {
        if (!(await isThere(example.tool))) skip(`${example.tool} is not on this machine`);
        const text = `Pinned by ${example.tool} for Z-API`;
        const { wireId } = await say(house, text);
        const ids = JSON.parse(await run(example, house.town.group.jid.replace('@g.us', '-group'), wireId));
        expect(shownPins(house)).toContain(text);
        await eventually(() => expect(pinEvents(house).sameEverywhere).toBe(true));
        expect(lastEvent()).toMatchObject({ type: 1, durationSeconds: 604_800, wireId: ids.messageId });
        expect(Object.keys(ids)).toEqual(['zaapId', 'messageId', 'id']);
        expect(ids.id).toBe(ids.messageId);
      });

    it('unpins: curl', async () => {
      const { group } = house.town;
      const { wireId } = await say(house, 'Up and down for Z-API');
      await run(zApiPins[0]!, group.jid, wireId);
      expect(shownPins(house)).toContain('Up and down for Z-API');
      const ids = JSON.parse(await run(zApiUnpin, group.jid, wireId));
      expect(shownPins(house)).not.toContain('Up and down for Z-API');
      expect(lastEvent()).toMatchObject({ type: 2, durationSeconds: 0, wireId: ids.messageId });
    });

    it('pins in a private chat that is named by its phone number: curl', async () => {
      const { carlos, bia } = house.town;
      const wireId = await carlos.sayPrivately(bia, 'Between us');
      const ids = await eventually(async () => {
        const printed = JSON.parse(await run(zApiPins[0]!, carlos.phone, wireId));
        return printed.error === 'Message not found in that chat' ? false : printed;
      });
      expect(ids).toMatchObject({ messageId: expect.any(String) as string });
      await eventually(() => expect(carlos.board(bia).map(({ text }) => text)).toEqual(['Between us']));
    });
  });

  describe('for the account’s own view', () => {
    const ask = async (url: string, body: object) => {
      const headers = { token, 'content-type': 'application/json' };
      const got = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return [got.status, await got.json()] as unknown;
    };
    const ryze = (path: string, body: object) => ask(`${hosts[ryzeHost]}/api/chat/${path}/${instance}`, body);
    const zApi = (path: string, body: object) =>
      ask(`${hosts[zApiHost]}/instances/${instance}/token/${token}/${path}`, body);

    it('pins chats on the account’s phone through either, and no fourth', async () => {
      const { whatsapp, bia, carlos, dora, group } = house.town;
      const number = group.jid;
      expect(await ryze('pinChat', { number, pin: true })).toEqual([
        200,
        { success: true, message: 'Chat pinned successfully', chat_jid: number, pinned: true },
      ]);
      await eventually(() => expect(bia.pinnedChats()).toEqual([group]));
      expect(carlos.pinnedChats()).toEqual([]);
      for (const chat of [carlos, dora]) await bia.pinChat(chat);
      const choir = whatsapp.addGroup({ name: 'Choir', members: [bia, dora] });
      await dora.say(choir, 'Who sings?');
      const phone = choir.jid.replace('@g.us', '-group');
      const full = [409, { error: expect.stringContaining('3 chats are pinned already') as string }];
      await eventually(async () => expect(await zApi('modify-chat', { phone, action: 'pin' })).toEqual(full));
      expect(await zApi('modify-chat', { phone: number, action: 'unpin' })).toEqual([200, { value: true }]);
      expect(await zApi('modify-chat', { phone, action: 'pin' })).toEqual([200, { value: true }]);
      expect(new Set(bia.pinnedChats())).toEqual(new Set([carlos, dora, choir]));
    });

    it('makes a message and a chat favorites on the account’s phone', async () => {
      const { bia, carlos, group } = house.town;
      const messageId = await carlos.say(group, 'Worth keeping');
      const rest = { success: true, chat_jid: group.jid, favorite: true };
      const done = [200, { ...rest, type: 'message', message_id: messageId }];
      // Until it is heard it is 404.
      await eventually(async () => expect(await ryze('favorite', { messageId, favorite: true })).toEqual(done));
      expect(bia.favoriteMessages(group)).toEqual([messageId]);
      expect(await ryze('favorite', { number: group.jid, favorite: true })).toEqual([200, { ...rest, type: 'chat' }]);
      expect(bia.favoriteChats()).toEqual([group]);
    });
  });

  it('leaves no token in the log', () => {
    expect(house.logs.text()).toContain('/api/chat/pinMessage/:instance');
    expect(house.logs.text()).not.toContain(token);
  });
});
