import { describe, expect, it } from 'vitest';
import { createLogger, type Logger } from '../src/index.js';

const TOKEN = '123456789:AAH-abcdefghijklmnopqrstuvwxyz01234';

function listen(format: 'json' | 'pretty' = 'json'): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', format, destination: { write: (line) => void lines.push(line) } });
  return { logger, lines };
}

describe('the log', () => {
  it.each(['json', 'pretty'] as const)('keeps tokens and passwords out wherever they hide (%s)', (format) => {
    const { logger, lines } = listen(format);
    const error = new Error(`GET https://api.telegram.org/bot${TOKEN}/getMe failed`, {
      cause: new Error(`connect postgres://pinwheel:hunter2@db:5432/pinwheel`),
    });
    logger.error({ error }, `calling with ${TOKEN}`);
    logger.child({ url: `/bot${encodeURIComponent(TOKEN)}/x` }).info({ deep: { list: [TOKEN] } }, 'nested');
    logger.info({ password: 'hunter2', telegram: { botToken: 'hunter2' }, databaseUrl: 'hunter2' }, 'by name');
    logger.child({ secret: 'hunter2' }).info({}, 'bound');
    const all = lines.join('');
    expect(all).not.toMatch(/AAH-|hunter2/);
    expect(all).toContain('bot123456789:[redacted]/getMe');
    expect(all).toContain('postgres://pinwheel:[redacted]@db:5432/pinwheel');
  });

  it('tells an error by its words and causes, without what libraries hang on it', () => {
    const { logger, lines } = listen();
    const error = Object.assign(new TypeError('outer', { cause: new Error('inner') }), {
      code: 'E_OUTER',
      error: { row: 'private' },
      ctx: { message: 'private' },
    });
    logger.error({ error }, 'failed');
    expect(lines.join('')).not.toContain('private');
    expect(JSON.parse(lines[0]!).error).toEqual({
      type: 'TypeError',
      message: 'outer',
      code: 'E_OUTER',
      stack: expect.stringContaining('logger.test'),
      cause: { type: 'Error', message: 'inner', stack: expect.any(String) },
    });
  });

  it('says why each address of a host refused', () => {
    const { logger, lines } = listen();
    logger.error({ error: new AggregateError([new Error('connect ECONNREFUSED ::1')]) }, 'failed');
    expect(JSON.parse(lines[0]!).error.errors[0].message).toBe('connect ECONNREFUSED ::1');
  });

  it('survives errors that are their own cause', () => {
    const { logger, lines } = listen();
    const error = new Error('round');
    error.cause = error;
    logger.error({ error }, 'failed');
    expect(lines).toHaveLength(1);
  });

  it('leaves out what is below its level', () => {
    const lines: string[] = [];
    const logger = createLogger({
      level: 'warn',
      format: 'json',
      destination: { write: (line) => void lines.push(line) },
    });
    logger.info({}, 'quiet');
    logger.warn({ count: 2 }, 'loud');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: 40, time: expect.any(Number), count: 2, msg: 'loud' },
    ]);
  });
});
