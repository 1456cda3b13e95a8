import { inspect } from 'node:util';
import { Api, HttpError, type Transformer } from 'grammy';
import { describe, expect, it } from 'vitest';
import { createEnding, CutShort } from '../src/api/ending.js';
import { isAnswerLost } from '../src/api/errors.js';
import { FailedRequest, hidingToken } from '../src/api/redact.js';
import { boundedRetry } from '../src/api/retry.js';

type Step = 'ok' | 'drop' | 'refuse' | 'html' | { code: number; retryAfter?: number };

/** An Api whose calls take these steps instead of reaching a server; the last step goes on for ever. */
function scripted(...steps: Step[]) {
  const waits: number[] = [];
  let calls = 0;
  const api = new Api('123:secret');
  const server: Transformer = async () => {
    const step = steps[Math.min(calls, steps.length - 1)]!;
    calls += 1;
    if (step === 'ok') return { ok: true, result: true as never };
    if (step === 'drop') throw new HttpError('failed', new FailedRequest('socket hang up', 'ECONNRESET', 'system'));
    if (step === 'refuse') throw new HttpError('failed', new FailedRequest('refused', 'ECONNREFUSED', 'system'));
    if (step === 'html') throw new HttpError('failed', new FailedRequest('not json', undefined, 'invalid-json'));
    const { code, retryAfter } = step;
    return {
      ok: false,
      error_code: code,
      description: 'spoilt',
      ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
    };
  };
  api.config.use(server, boundedRetry(createEnding(), { wait: async (ms) => void waits.push(ms) }));
  return { api, waits, calls: () => calls };
}

describe('a call to Telegram', () => {
  it('waits as long as a 429 says, and goes on', async () => {
    const { api, waits } = scripted({ code: 429, retryAfter: 2 }, 'ok');
    await api.sendMessage(1, 'x');
    expect(waits).toEqual([2_000]);
  });

  it('does not wait longer than 30 s, but tells', async () => {
    const { api, waits } = scripted({ code: 429, retryAfter: 31 });
    await expect(api.sendMessage(1, 'x')).rejects.toMatchObject({ error_code: 429 });
    expect(waits).toEqual([]);
  });

  it('is tried four times while the server is at fault', async () => {
    for (const step of ['html', 'refuse', { code: 502 }] as const) {
      const { api, waits, calls } = scripted(step);
      await expect(api.sendMessage(1, 'x')).rejects.toThrow(/spoilt|failed/);
      expect(calls()).toBe(4);
      expect(waits).toEqual([300, 600, 1_200]);
    }
  });

  it('is never sent again when its answer was lost, for it may have arrived', async () => {
    const { api, calls } = scripted('drop', 'ok');
    await expect(api.sendMessage(1, 'x')).rejects.toSatisfy(isAnswerLost);
    await expect(scripted('drop').api.sendPhoto(1, 'x')).rejects.toThrow('failed');
    expect(calls()).toBe(1);
  });

  it('is repeated when its answer was lost and twice is once', async () => {
    for (const call of [(api: Api) => api.editMessageText(1, 2, 'x'), (api: Api) => api.deleteMessage(1, 2)]) {
      const { api, calls } = scripted('drop', 'drop', 'ok');
      await call(api);
      expect(calls()).toBe(3);
    }
    await expect(scripted('drop').api.answerCallbackQuery('1')).rejects.toThrow('failed');
  });

  it('is not repeated when Telegram refuses it', async () => {
    const { api, calls } = scripted({ code: 400 });
    await expect(api.editMessageText(1, 2, 'x')).rejects.toMatchObject({ error_code: 400 });
    expect(calls()).toBe(1);
  });
});

describe('when the process ends, a call to Telegram', () => {
  const hanging: Transformer = (_, __, ___, signal) =>
    new Promise((_resolve, reject) =>
      signal!.addEventListener('abort', () => reject(new HttpError('cut', new Error('aborted')))),
    );
  const flooded: Transformer = async () => ({
    ...{ ok: false, error_code: 429, description: 'spoilt' },
    parameters: { retry_after: 30 },
  });

  it.each([
    ['that waits for its next attempt', flooded],
    ['that nobody answers', hanging],
  ])('%s is cut short, and is not taken for one that may have arrived', async (_, server) => {
    const ending = createEnding();
    const api = new Api('123:secret');
    api.config.use(server, boundedRetry(ending));
    const call = api.sendMessage(1, 'x').catch((error: unknown) => error);
    ending.begin();
    const error = await call;
    expect(error).toBeInstanceOf(CutShort);
    expect(isAnswerLost(error)).toBe(false);
  });
});

it('hides the token in everything an error holds', async () => {
  const token = '123:very-secret';
  const api = new Api(token, { apiRoot: 'http://127.0.0.1:1' });
  api.config.use(hidingToken(token));
  const error: unknown = await api.getMe().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('very-secret');
  expect(inspect(error)).toContain('ECONNREFUSED');
});
