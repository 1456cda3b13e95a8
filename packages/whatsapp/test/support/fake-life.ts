import { EventEmitter } from 'node:events';
import type { Life } from '../../src/socket/life.js';

/** A socket without a wire: events are emitted by the test, queries are answered by it. */
export function fakeLife(answers: object) {
  const ev = new EventEmitter();
  const ws = new EventEmitter();
  const gone = new AbortController();
  const socket = { ev, ws, ...answers };
  const life = { socket, gone: gone.signal, isOpen: true, end: () => gone.abort() } as unknown as Life;
  return { life, ev, ws, end: () => gone.abort() };
}
