import { connect, type PinwheelClient } from '@pinwheel/client';
import { formatRef } from '@pinwheel/domain';
import type { HeardChat, HeardMessage } from '@pinwheel/pinning';
import { expect } from 'vitest';
import { type Fixture, openFixture } from '../fixture.js';

export interface V1Fixture extends Fixture {
  /** A client with a new token: for all instances, or for one. */
  client(instanceId?: string): Promise<PinwheelClient>;
  /** Messages that were heard in a new chat, the last one last. */
  say(
    count: number,
    chat?: Partial<HeardChat>,
    message?: Partial<HeardMessage>,
  ): Promise<{ chat: string; messages: string[]; wireIds: string[] }>;
}

let tokens = 0;

export async function openV1(env: Record<string, string> = {}): Promise<V1Fixture> {
  const fixture = await openFixture('postgres', env);
  const { store } = fixture.context.deps;
  return {
    ...fixture,
    async client(instanceId) {
      tokens += 1;
      return connect({ url: fixture.url, token: await fixture.token(`client ${tokens}`, instanceId) });
    },
    async say(count, chat, message) {
      const { jid, ids } = await fixture.hear(count, chat, message);
      const chatId = (await store.chatIdOf('main', jid))!;
      const found = await store.messages({ chatId, limit: count });
      const refs = ids.map((wireId) => formatRef('message', found.find(({ key }) => key.id === wireId)!.id));
      return { chat: formatRef('chat', chatId), messages: refs, wireIds: ids };
    },
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}

/** The data of a call that went well. */
export function good<Data>({ data, error }: { data?: Data; error?: unknown }): Data {
  expect(error).toBeUndefined();
  return data!;
}

/** The problem of a call that did not. */
export function problemOf({ error, response }: { error?: unknown; response: Response }): Record<string, unknown> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(error).toMatchObject({
    status: response.status,
    instance: `urn:uuid:${response.headers.get('x-request-id')}`,
    type: expect.stringMatching(/^\/v1\/problems#[a-z-]+$/),
    title: expect.any(String),
    detail: expect.any(String),
  });
  const { type, ...rest } = error as { type: string };
  return { ...rest, kind: type.split('#')[1] };
}
