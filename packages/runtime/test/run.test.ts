import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigurationError, run, type Start, StartError } from '../src/index.js';

/** A process that notes its exit code and lives on. */
class FakeHost extends EventEmitter {
  readonly exits: number[] = [];
  readonly printed: string[] = [];
  readonly stderr = { write: (text: string) => void this.printed.push(text) };
  exit(code: number) {
    this.exits.push(code);
  }
}

const quiet = { LOG_LEVEL: 'silent' };

describe('the life of a process', () => {
  let host: FakeHost;
  let disposed: boolean;
  const resource: AsyncDisposable = {
    async [Symbol.asyncDispose]() {
      disposed = true;
    },
  };
  const live = (start: Start<'all-in-one'>, env: NodeJS.ProcessEnv = quiet) =>
    run({ name: 'trial', kind: 'all-in-one', env }, start, host);
  const startedWith = (found: AsyncDisposable) => async () => found;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    host = new FakeHost();
    disposed = false;
  });
  afterEach(() => void vi.useRealTimers());

  it.each(['SIGINT', 'SIGTERM'])('stops in order on %s and exits with 0', async (signal) => {
    const life = live(startedWith(resource));
    host.emit(signal);
    await life;
    expect(disposed).toBe(true);
    expect(host.exits).toEqual([0]);
  });

  it('takes the echo of a signal for the same signal, a later one for impatience', async () => {
    const life = live(startedWith({ [Symbol.asyncDispose]: () => new Promise(() => {}) }));
    host.emit('SIGINT');
    vi.advanceTimersByTime(900);
    host.emit('SIGINT');
    expect(host.exits).toEqual([]);
    vi.advanceTimersByTime(200);
    host.emit('SIGINT');
    expect(host.exits).toEqual([130]);
    void life;
  });

  it('does not wait for ever for what will not stop', async () => {
    vi.useFakeTimers();
    void live(startedWith({ [Symbol.asyncDispose]: () => new Promise(() => {}) }));
    host.emit('SIGTERM');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(host.exits).toEqual([]);
    await vi.advanceTimersByTimeAsync(999);
    expect(host.exits).toEqual([1]);
  });

  it('closes what comes up after the signal, and tells the start that it may give up', async () => {
    let told = false;
    const life = live(async ({ stopping }) => {
      host.emit('SIGTERM');
      told = stopping.aborted;
      return resource;
    });
    await life;
    expect([told, disposed, host.exits]).toEqual([true, true, [0]]);
  });

  it('exits with 0 when the start gives up because of the signal', async () => {
    await live(async ({ stopping }) => {
      host.emit('SIGTERM');
      stopping.throwIfAborted();
      return resource;
    });
    expect(host.exits).toEqual([0]);
  });

  it('exits with 1 when it can not start or can not stop in order', async () => {
    await live(() => Promise.reject(new Error('no database')));
    await live(() => {
      throw new Error('not even a promise');
    });
    const life = live(startedWith({ [Symbol.asyncDispose]: () => Promise.reject(new Error('lost')) }));
    host.emit('SIGTERM');
    await life;
    expect(host.exits).toEqual([1, 1, 1]);
  });

  it('prints a known failure of the start as one line without secrets, and exits with 1', async () => {
    await live(() =>
      Promise.reject(new StartError('Redis at r:1 can not be used: redis://:hush@r:1 is silent', 'Start the server')),
    );
    expect(host.exits).toEqual([1]);
    expect(host.printed).toEqual([
      'Could not start: Redis at r:1 can not be used: redis://:[redacted]@r:1 is silent. Start the server\n',
    ]);
  });

  it('prints the problems of the configuration and exits with 2, also those that the app finds', async () => {
    await live(startedWith(resource), { HTTP_PORT: 'http' });
    await live(() =>
      Promise.reject(new ConfigurationError([{ variable: 'TELEGRAM_BOT_TOKEN', problem: 'is required' }])),
    );
    expect(host.exits).toEqual([2, 2]);
    expect(host.printed.join('')).toBe(
      'The configuration can not be used:\n  HTTP_PORT: expected a port from 0 to 65535, not "http"\n' +
        'The configuration can not be used:\n  TELEGRAM_BOT_TOKEN: is required\n',
    );
  });

  it('goes on after a rejection that nobody handled, and shows it to the app first', async () => {
    const seen: unknown[] = [];
    const life = live(async ({ treatUnhandled }) => {
      treatUnhandled((reason) => seen.push(reason) > 0);
      return resource;
    });
    await vi.waitFor(() => host.emit('unhandledRejection', 'a frame that does not decrypt'));
    expect([seen, host.exits]).toEqual([['a frame that does not decrypt'], []]);
    host.emit('SIGTERM');
    await life;
    expect(host.exits).toEqual([0]);
  });

  it('stops in order when the app itself asks for the end', async () => {
    await live(async ({ end }) => {
      end(1);
      return resource;
    });
    expect([disposed, host.exits]).toEqual([true, [1]]);
  });

  it('stops in order after an exception that nobody caught, and exits with 1', async () => {
    const life = live(startedWith(resource));
    host.emit('unhandledRejection', new Error('forgotten'));
    host.emit('uncaughtException', new Error('half done'));
    await life;
    expect([disposed, host.exits]).toEqual([true, [1]]);
  });
});
