import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyLimit } from '../../src/server.js';
import { openV1, type V1Fixture } from './fixture.js';
import { anyText, mostly, type Operation, operations, right } from './generated.js';
import { seed } from '../seed.js';

/** Requests made of the description of each route: most of them right but for something, some right, some absurd. */
describe('whatever is asked of /v1', () => {
  let fixture: V1Fixture;
  const secrets: string[] = [];
  beforeAll(async () => {
    fixture = await openV1();
    for (const _ of [1, 2, 3]) await fixture.say(3);
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  let left = 0;
  /** Each lasts for less than the limit, which is tested elsewhere. */
  async function nextToken(): Promise<string> {
    if (left === 0) {
      left = 250;
      secrets.push(await fixture.token(`generated ${secrets.length}`));
    }
    left -= 1;
    return secrets.at(-1)!;
  }

  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

  const addressOf = ({ path, parameters }: Operation) =>
    fc
      .tuple(
        fc.record(
          Object.fromEntries(
            parameters.map(({ in: place, name, schema }) => [
              `${place} ${name}`,
              place === 'path'
                ? fc.oneof({ weight: 8, arbitrary: right(schema) }, { weight: 1, arbitrary: anyText })
                : fc.option(mostly(schema), { nil: undefined, freq: 2 }),
            ]),
          ),
        ),
      )
      .map(([values]) => {
        const filled = parameters
          .filter(({ in: place }) => place === 'path')
          .reduce(
            (each, { name }) =>
              each.replace(`{${name}}`, encodeURIComponent(text(values[`path ${name}`]).toWellFormed())),
            path,
          );
        const query = new URLSearchParams();
        for (const { in: place, name } of parameters)
          if (place === 'query' && name !== 'wait' && values[`query ${name}`] !== undefined)
            query.set(name, text(values[`query ${name}`]));
        query.set('wait', '0');
        return `${filled}?${query.toString()}`;
      });

  const bodyOf = ({ body }: Operation) =>
    fc.oneof(
      { weight: 10, arbitrary: (body ? mostly(body) : fc.constant({})).map((made) => JSON.stringify(made)) },
      { weight: 1, arbitrary: anyText },
      { weight: 1, arbitrary: fc.json() },
      fc.constantFrom('['.repeat(20_000), `${'['.repeat(20_000)}${']'.repeat(20_000)}`, `"${'x'.repeat(bodyLimit)}"`),
    );

  const requestTo = (operation: Operation) =>
    fc.record({
      address: addressOf(operation),
      method: fc.oneof(
        { weight: 10, arbitrary: fc.constant(operation.method) },
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      ),
      type: fc.oneof(
        { weight: 10, arbitrary: fc.constant('application/json') },
        fc.constantFrom('text/plain', 'application/json; charset=latin1', 'x', 'multipart/form-data'),
      ),
      key: fc.option(fc.constantFrom('a', 'b', 'c', ' ', 'x'.repeat(300)), { nil: undefined, freq: 3 }),
      tag: fc.option(fc.constantFrom('*', '"x.y"', 'W/"x"', 'nonsense', ''), { nil: undefined, freq: 3 }),
      body: bodyOf(operation),
    });

  async function send(asked: {
    address: string;
    method: string;
    type: string;
    key?: string | undefined;
    tag?: string | undefined;
    body: string;
  }) {
    const bodied = !['GET', 'OPTIONS'].includes(asked.method);
    const answer = await fetch(`${fixture.url}${asked.address}`, {
      method: asked.method,
      headers: {
        authorization: `Bearer ${await nextToken()}`,
        ...(bodied && { 'content-type': asked.type }),
        ...(asked.key !== undefined && { 'idempotency-key': asked.key }),
        ...(asked.tag !== undefined && { 'if-match': asked.tag, 'if-none-match': asked.tag }),
      },
      ...(bodied && { body: Buffer.from(asked.body) }),
    });
    return { answer, said: await answer.text() };
  }

  it.each(operations)('$operationId answers in its envelope, and never with 500', async (operation) => {
    await fc.assert(
      fc.asyncProperty(requestTo(operation), async (asked) => {
        const { answer, said } = await send(asked);
        expect(answer.status, said).toBeLessThan(500);
        if (asked.method === operation.method) expect(operation.statuses, said).toContain(answer.status);
        expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
        expect(said).not.toMatch(/node_modules|at .*\.[jt]s:\d/);
        if (answer.status < 400) return;
        expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(JSON.parse(said)).toMatchObject({
          ...{ status: answer.status, type: expect.stringMatching(/^\/v1\/problems#/) },
          ...{ title: expect.any(String), detail: expect.any(String), instance: expect.any(String) },
        });
      }),
      { numRuns: 25, seed },
    );
  });

  it('finds what is right to be right, often enough', async () => {
    let good = 0;
    for (const operation of operations) {
      const samples = fc.sample(requestTo(operation), { numRuns: 5, seed });
      for (const asked of samples) good += (await send(asked)).answer.status < 400 ? 1 : 0;
    }
    expect(good).toBeGreaterThan(operations.length / 2);
  });

  it('and neither a token nor a stack that was answered is in the log', () => {
    for (const secret of secrets) expect(fixture.logs.text()).not.toContain(secret);
    expect(fixture.logs.lines().filter(({ level }) => level === 50)).toEqual([]);
  });
});
