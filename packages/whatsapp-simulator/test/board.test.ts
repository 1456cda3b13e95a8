import { describe, expect, test } from 'vitest';
import { Account } from '../src/people/account.js';
import { type Entry, type PinEvent, readBoard } from '../src/people/board.js';

const ann = new Account('Ann', '491510000001');
const bob = new Account('Bob', '491510000002');
const DAY = 86_400;
const GROUP = '120363000000000000@g.us';

let clock = 0;
const message = (wireId: string, from = ann): Entry => ({ wireId, from, text: `text of ${wireId}`, at: ++clock });

function pin(id: string, change: Partial<PinEvent> = {}, by = bob): Entry {
  const key = { remoteJid: GROUP, fromMe: false, id, participant: ann.lid };
  const event = { type: 1 as const, key, durationSeconds: DAY, senderTimestampMs: clock, edit: '2', ...change };
  return { wireId: `pin ${++clock}`, from: by, pin: event, at: clock };
}

const shown = (entries: Entry[], now = clock) => readBoard(entries, now).map(({ entry }) => entry.wireId);

describe('what a phone shows pinned', () => {
  test('the newest message comes first, whatever was pinned first', () => {
    expect(shown([message('a'), message('b'), message('c'), pin('b'), pin('c'), pin('a')])).toEqual(['c', 'b', 'a']);
  });

  test('a fourth pin takes the place of the oldest pin', () => {
    const messages = ['a', 'b', 'c', 'd'].map((id) => message(id));
    expect(shown([...messages, pin('c'), pin('a'), pin('b'), pin('d')])).toEqual(['d', 'b', 'a']);
  });

  test('pinning again makes a pin young and counts its time anew', () => {
    const messages = ['a', 'b', 'c', 'd'].map((id) => message(id));
    const entries = [...messages, pin('a'), pin('b'), pin('c'), pin('a', { durationSeconds: 2 * DAY }), pin('d')];
    expect(shown(entries)).toEqual(['d', 'c', 'a']);
    expect(shown(entries, clock + DAY * 1000)).toEqual(['a']);
  });

  test('an unpin, a deletion and the end of the time each give the place back', () => {
    const messages = ['a', 'b', 'c', 'd'].map((id) => message(id));
    const unpin = pin('a', { type: 2, durationSeconds: 0 });
    expect(shown([...messages, pin('a'), pin('b'), pin('c'), unpin, pin('d')])).toEqual(['d', 'c', 'b']);
    const deletion: Entry = { wireId: 'gone', from: ann, deletes: 'a', at: ++clock };
    expect(shown([...messages, pin('a'), pin('b'), pin('c'), deletion, pin('d')])).toEqual(['d', 'c', 'b']);
    const brief = pin('a', { durationSeconds: 0 });
    expect(shown([...messages, pin('b'), pin('c'), brief, pin('d')])).toEqual(['d', 'c', 'b']);
  });

  test.each<[string, Partial<PinEvent>]>([
    ['without the edit attribute', { edit: undefined }],
    ['of a message nobody said', { key: { remoteJid: GROUP, fromMe: false, id: 'x', participant: ann.lid } }],
    ['without the participant', { key: { remoteJid: GROUP, fromMe: false, id: 'a' } }],
    ['with the wrong participant', { key: { remoteJid: GROUP, fromMe: false, id: 'a', participant: bob.lid } }],
    ['of somebody else’s message as one’s own', { key: { remoteJid: GROUP, fromMe: true, id: 'a' } }],
  ])('ignores a pin %s', (_how, change) => {
    expect(shown([message('a'), pin('a', change)])).toEqual([]);
  });

  test('takes the author by phone number as well as by LID', () => {
    const key = { remoteJid: GROUP, fromMe: false, id: 'a', participant: ann.jid };
    expect(shown([message('a'), pin('a', { key })])).toEqual(['a']);
  });
});
