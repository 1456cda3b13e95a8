import type { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { collectionOf, planChange } from '../../src/view/plan.js';

const group = '120363000000000001@g.us';
const now = 1_790_000_000_000;

const valuesOf = (...entries: [string[], proto.ISyncActionValue][]) =>
  new Map(entries.map(([index, value]) => [JSON.stringify(index), value]));
const pinned = (jid: string, is = true) => [['pin_v1', jid], { pinAction: { pinned: is } }] as [string[], object];

describe('what a change of the view writes', () => {
  const star = (key: object) =>
    planChange(
      { kind: 'favorite_message', favorite: true, key: { remoteJid: group, id: 'A', fromMe: false, ...key } },
      group,
      { values: new Map(), hasSecrets: true },
      now,
    );

  it('names a starred message as WhatsApp Web does, in the collection where phones look', () => {
    expect(star({ participant: '77@lid' })).toMatchObject({
      patch: { type: 'regular_high', apiVersion: 2, index: ['star', group, 'A', '0', '77@lid'] },
    });
    expect(star({ fromMe: true, participant: '88@lid' })).toMatchObject({
      patch: { index: ['star', group, 'A', '1', '0'] },
    });
    expect(star({ remoteJid: '99@lid', participant: '99@lid' })).toMatchObject({
      patch: { index: ['star', '99@lid', 'A', '0', '0'] },
    });
  });

  it('keeps the favorites’ order, and writes nothing that is so already', () => {
    const favorites = [{ id: '1@lid' }, { id: group }, { id: '2@lid' }];
    const values = valuesOf([['favorites'], { favoritesAction: { favorites } }]);
    const change = (favorite: boolean, jid: string) =>
      planChange({ kind: 'favorite_chat', favorite }, jid, { values, hasSecrets: true }, now);
    expect(change(true, group)).toEqual({ kind: 'nothing' });
    expect(change(false, '3@lid')).toEqual({ kind: 'nothing' });
    expect(change(false, group)).toMatchObject({
      patch: { syncAction: { favoritesAction: { favorites: [{ id: '1@lid' }, { id: '2@lid' }] } } },
    });
    expect(change(true, '3@lid')).toMatchObject({
      patch: { type: 'regular_high', syncAction: { favoritesAction: { favorites: [...favorites, { id: '3@lid' }] } } },
    });
  });

  it('does not write over favorites that it may have no key to', () => {
    const plan = (hasSecrets: boolean) =>
      planChange({ kind: 'favorite_chat', favorite: true }, group, { values: new Map(), hasSecrets }, now);
    expect(plan(true)).toEqual({ kind: 'given_up', reason: 'favorites_unreadable' });
    expect(plan(false)).toMatchObject({ patch: { syncAction: { favoritesAction: { favorites: [{ id: group }] } } } });
  });

  it('has room for three pinned chats, the one that is meant among them', () => {
    const three = valuesOf(pinned('1@lid'), pinned('2@lid'), pinned('3@lid'), pinned('4@lid', false));
    const pin = (jid: string, is = true) =>
      planChange({ kind: 'pin_chat', pinned: is }, jid, { values: three, hasSecrets: false }, now);
    expect(pin(group)).toEqual({ kind: 'given_up', reason: 'pinned_chats_full' });
    expect(pin('2@lid')).toMatchObject({ patch: { type: 'regular_low', index: ['pin_v1', '2@lid'] } });
    expect(pin('9@lid', false)).toMatchObject({
      patch: { syncAction: { pinAction: { pinned: false }, timestamp: now } },
    });
    expect(collectionOf({ kind: 'pin_chat', pinned: true })).toBe('regular_low');
  });
});
