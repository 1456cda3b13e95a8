import { GrammyError, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramSimulator, type SimulatedUser, type TelegramSimulator } from '../src/index.js';
import { createBot } from './bots.js';

describe('a spoilt call', () => {
  let simulator: TelegramSimulator;
  let ana: SimulatedUser;

  beforeEach(async () => {
    simulator = await startTelegramSimulator();
    ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('/start');
  });

  afterEach(async () => {
    expect(simulator.violations()).toEqual([]);
    await simulator[Symbol.asyncDispose]();
  });

  const send = (text = 'hello', timeoutSeconds = 5) =>
    createBot(simulator, { client: { timeoutSeconds } }).api.sendMessage(ana.id, text);
  const said = () =>
    ana
      .chat()
      .filter(({ from }) => from === 'bot')
      .map(({ text }) => text);

  it('is refused for flooding, with the seconds to wait', async () => {
    simulator.spoil({ method: 'sendMessage', kind: '429', retryAfter: 7 });
    const error = await send().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
    expect(said()).toEqual([]);
  });

  it('meets a server in trouble, as JSON or as the page of a proxy', async () => {
    simulator.spoil({ kind: '500' });
    simulator.spoil({ kind: '502-html' });
    expect(await send().catch((caught: unknown) => caught)).toMatchObject({ error_code: 500 });
    expect(await send().catch((caught: unknown) => caught)).toBeInstanceOf(HttpError);
    expect(said()).toEqual([]);
  });

  it('loses its connection before or after the work is done', async () => {
    simulator.spoil({ kind: 'drop-before' });
    simulator.spoil({ kind: 'drop-after' });
    await expect(send('before')).rejects.toThrow(HttpError);
    await expect(send('after')).rejects.toThrow(HttpError);
    expect(said()).toEqual(['after']);
  });

  it('hangs until the caller gives up', async () => {
    simulator.spoil({ kind: 'hang' });
    await expect(send('hung', 1)).rejects.toThrow(HttpError);
    expect(said()).toEqual([]);
  });

  it('is slow', async () => {
    simulator.spoil({ kind: 'slow', ms: 50 });
    const [first] = await Promise.all([send('slow').then(() => said()), send('quick')]);
    expect(first).toEqual(['quick', 'slow']);
  });

  it('strikes the calls that fit: the method, the payload, after so many, so many times', async () => {
    const when = (payload: Record<string, unknown>) => String(payload['text']).startsWith('report');
    simulator.spoil({
      method: 'sendMessage',
      kind: 'error',
      errorCode: 403,
      description: 'Forbidden: x',
      when,
      skip: 1,
      count: 2,
    });
    const ends = [];
    for (const text of ['report 1', 'hello', 'report 2', 'report 3', 'report 4']) {
      ends.push(
        await send(text).then(
          () => 'sent',
          (error: GrammyError) => error.error_code,
        ),
      );
    }
    expect(ends).toEqual(['sent', 'sent', 403, 403, 'sent']);
  });
});
