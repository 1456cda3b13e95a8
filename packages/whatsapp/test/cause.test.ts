import { expect, test } from 'vitest';
import { causeOf } from '../src/cause.js';

test('an error’s later lines, where databases print the values, are left out', () => {
  expect(causeOf(new Error('Failed query: insert into sent\nparams: one,a secret'))).toBe(
    'Error: Failed query: insert into sent',
  );
  expect(causeOf('x'.repeat(1_000))).toHaveLength(300);
});
