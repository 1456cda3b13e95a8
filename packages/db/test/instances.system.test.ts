import type { Linking } from '@pinwheel/pinning';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, openFixture, start, unique } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

const linkingOf = (fields: Partial<Linking> = {}): Linking => ({
  ...{ id: unique('linking'), instanceId: 'main', method: 'qr', phone: null, state: 'wanted', secret: null },
  ...{ shown: 0, failure: null, target: { chatId: 3, messageId: null, language: 'en' }, reported: null },
  ...fields,
});

test('an instance is created once, and only what is given changes', async () => {
  const { instances } = fixture.db;
  const created = await instances.create('one');
  expect(created).toEqual({
    ...{ id: 'one', state: 'unlinked', jid: null, lid: null, name: null },
    ...{ connectedSince: null, lastHeardAt: null, problem: null },
  });
  await instances.update('one', { state: 'linked', connectedSince: start });
  await instances.update('one', { connectedSince: null, name: 'Shop\0' });
  await instances.update('one', {});
  const changed = { ...created, state: 'linked', name: 'Shop\uFFFD' };
  expect(await instances.create('one')).toEqual(changed);
  expect(await instances.all()).toContainEqual(changed);
  expect(await instances.find('none')).toBeNull();
});

test('an instance has one open linking at a time', async () => {
  const { instances } = fixture.db;
  const linking = linkingOf();
  await instances.saveLinking(linking);
  expect(await instances.openLinking('main')).toEqual(linking);
  await expect(instances.saveLinking(linkingOf())).rejects.toThrow('linkings_open');
  await instances.saveLinking({ ...linking, state: 'cancelled' });
  expect(await instances.openLinking('main')).toBeNull();
  expect(await instances.findLinking(linking.id)).toMatchObject({ state: 'cancelled' });
});

test('a linking is to be shown until its target displays the latest state', async () => {
  const { instances } = fixture.db;
  await instances.create('shown');
  const linking = linkingOf({ instanceId: 'shown' });
  await instances.saveLinking(linking);
  await instances.saveLinking(linkingOf({ instanceId: 'shown', state: 'failed', failure: 'bad_phone', target: null }));
  const unreported = async () =>
    (await instances.unreportedLinkings()).filter(({ instanceId }) => instanceId === 'shown');
  expect(await unreported()).toEqual([linking]);
  await instances.updateLinking(linking.id, { state: 'shown', secret: 'QR', shown: 1 });
  await instances.updateLinking(linking.id, {
    reported: 'shown:1',
    target: { chatId: 3, messageId: 8, language: 'en' },
  });
  expect(await unreported()).toEqual([]);
  await instances.updateLinking(linking.id, { shown: 2 });
  expect(await unreported()).toMatchObject([{ secret: 'QR', shown: 2, reported: 'shown:1', target: { messageId: 8 } }]);
});
