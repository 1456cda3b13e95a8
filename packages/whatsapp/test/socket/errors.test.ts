import { EventEmitter } from 'node:events';
import { Boom } from '@hapi/boom';
import { expect, test } from 'vitest';
import { catchRejections } from '../../src/socket/catch-rejections.js';
import { queryRefusal } from '../../src/socket/query-refusal.js';

test('a refused query has WhatsApp’s code; one that may succeed later has none', () => {
  expect(queryRefusal(new Boom('forbidden', { data: 403 }))).toBe(403);
  for (const error of [
    new Boom('rate', { data: 429 }),
    new Boom('oops', { data: 503 }),
    new Boom('late'),
    new Error('x'),
  ])
    expect(queryRefusal(error)).toBeNull();
});

test('tells what listeners throw and reject with, in their order, and goes on', async () => {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  emitter.on('frame', (): unknown => Promise.reject(new Error('first')));
  emitter.on('frame', () => {
    throw new Error('second');
  });
  emitter.on('frame', (word: string) => heard.push(word));
  const rejected: unknown[] = [];
  catchRejections(emitter, (event, error) => rejected.push([event, (error as Error).message]));
  emitter.emit('frame', 'through');
  await new Promise(setImmediate);
  expect(rejected.toSorted()).toEqual([
    ['frame', 'first'],
    ['frame', 'second'],
  ]);
  expect(heard).toEqual(['through']);
});
