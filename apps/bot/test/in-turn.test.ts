import { describe, expect, it } from 'vitest';
import { inTurn } from '../src/reports/in-turn.js';

describe('work in turn', () => {
  it('waits for earlier work on the same thing only, also when that failed', async () => {
    const turn = inTurn();
    const order: string[] = [];
    let finish = () => {};
    const first = turn('a', async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('first of a');
      throw new Error('failed');
    });
    const second = turn('a', async () => void order.push('second of a'));
    await turn('b', async () => void order.push('b'));
    finish();
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order).toEqual(['b', 'first of a', 'second of a']);
  });
});
