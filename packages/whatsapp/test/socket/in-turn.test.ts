import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { defer } from '../../src/deferred.js';
import { catchRejections } from '../../src/socket/catch-rejections.js';
import { listenInTurn } from '../../src/socket/in-turn.js';

function setUp(take: (word: string) => Promise<void>) {
  const emitter = new EventEmitter();
  const state = { over: false };
  const rejected: unknown[] = [];
  emitter.on('word', (word: string): unknown => take(word));
  listenInTurn(emitter, 'word', () => state.over);
  catchRejections(emitter, (_, error) => rejected.push((error as Error).message));
  return { state, rejected, emit: (...words: string[]) => words.forEach((word) => emitter.emit('word', word)) };
}

test('what takes long is not overtaken, and what fails stops nothing and is told', async () => {
  const [slow, last] = [defer<void>(), defer<void>()];
  const taken: string[] = [];
  const { emit, rejected } = setUp(async (word) => {
    if (word === 'slow') await slow.promise;
    if (word === 'bad') throw new Error(word);
    taken.push(word);
    if (word === 'last') last.resolve();
  });
  emit('slow', 'quick', 'bad', 'last');
  await new Promise(setImmediate);
  expect(taken).toEqual([]);
  slow.resolve();
  await last.promise;
  expect(taken).toEqual(['slow', 'quick', 'last']);
  expect(rejected).toEqual(['bad']);
});

test('what still waits when it is over is left', async () => {
  const slow = defer<void>();
  const begun: string[] = [];
  const { emit, state } = setUp((word) => {
    begun.push(word);
    return slow.promise;
  });
  emit('slow', 'late');
  await new Promise(setImmediate);
  state.over = true;
  slow.resolve();
  await new Promise(setImmediate);
  expect(begun).toEqual(['slow']);
});
