import type { Deps, Heard, HeardMessage, Wake } from '@pinwheel/pinning';
import { expect, test } from 'vitest';
import { openInbox } from '../src/inbox.js';

const said = (id: string): Heard => ({ kind: 'message', message: { key: { id } } as HeardMessage });

/** A store whose statements end when the test says so. */
function setUp() {
  const statements: { ids: string[]; succeed(): void; fail(error: Error): void }[] = [];
  const logger = { error() {} };
  const store = {
    saveMessages: (_instanceId: string, messages: HeardMessage[]) =>
      new Promise<Wake[]>((stored, fail) => {
        statements.push({ ids: messages.map(({ key }) => key.id), succeed: () => stored([]), fail });
      }),
  };
  const deps = { store, logger, clock: { now: () => 0 } } as unknown as Deps;
  return { inbox: openInbox(deps, 'main'), statements };
}

test('what was taken is settled when it is stored, whatever comes after it', async () => {
  const { inbox, statements } = setUp();
  const settled: string[] = [];
  const take = (id: string) => {
    inbox.take([said(id)]);
    return inbox.settled().then(() => settled.push(id));
  };
  const first = take('1');
  const later = [take('2'), take('3')];
  expect(settled).toEqual([]);
  statements[0]?.succeed();
  await first;
  expect(settled).toEqual(['1']);
  await expect.poll(() => statements[1]?.ids).toEqual(['2', '3']);
  statements[1]?.succeed();
  await Promise.all(later);
  expect(settled).toEqual(['1', '2', '3']);
  await inbox.settled();
});

test('what cannot be stored any more when it closes is not settled', async () => {
  const { inbox, statements } = setUp();
  inbox.take([said('1')]);
  const settled = inbox.settled();
  const closing = inbox[Symbol.asyncDispose]();
  statements[0]?.fail(new Error('the database is down'));
  await expect(settled).rejects.toThrow('the database is down');
  await closing;
});
