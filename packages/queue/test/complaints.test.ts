import { TestClock } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { createComplaints } from '../src/complaints.js';
import { noteIn, type LogLine } from './support.js';

it('logs the same complaint once a minute, and how often it was heard in between', () => {
  const clock = new TestClock();
  const lines: LogLine[] = [];
  const complain = createComplaints(noteIn(lines), clock);
  for (let second = 0; second < 60; second += 1) {
    complain(new Error('connect ECONNREFUSED'));
    clock.advance(1_000);
  }
  complain(new AggregateError([new Error('connect ECONNREFUSED')]));
  complain(new Error('READONLY'));
  expect(lines.map(({ message, omitted }) => [message, omitted])).toEqual([
    ["The queues' store: connect ECONNREFUSED", 0],
    ["The queues' store: connect ECONNREFUSED", 59],
    ["The queues' store: READONLY", 0],
  ]);
});
