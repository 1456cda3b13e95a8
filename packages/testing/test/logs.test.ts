import { expect, test } from 'vitest';
import { captureLogs } from '@pinwheel/testing';

test('gives what was logged as objects and as text', () => {
  const logs = captureLogs();
  logs.stream.write('{"msg":"one"}\n');
  logs.stream.write('{"msg":"two"}\n');
  expect(logs.lines()).toEqual([{ msg: 'one' }, { msg: 'two' }]);
  expect(logs.text()).toContain('"two"');
});
