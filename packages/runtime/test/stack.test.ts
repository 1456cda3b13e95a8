import { describe, expect, it } from 'vitest';
import { createIds, createStack } from '../src/index.js';

describe('a stack of resources', () => {
  const closed: string[] = [];
  const resource = (name: string, failure?: Error): AsyncDisposable => ({
    async [Symbol.asyncDispose]() {
      closed.push(name);
      if (failure) throw failure;
    },
  });

  it('closes the last first, each once, and goes on after a failure', async () => {
    closed.length = 0;
    const stack = createStack();
    stack.use(resource('database'));
    stack.defer(() => void closed.push('lease'));
    stack.use(resource('socket', new Error('already gone')));
    await expect(stack[Symbol.asyncDispose]()).rejects.toThrow('already gone');
    await stack[Symbol.asyncDispose]();
    expect(closed).toEqual(['socket', 'lease', 'database']);
  });

  it('throws several failures together', async () => {
    const failures = [new Error('one'), new Error('two')];
    const stack = createStack();
    stack.use(resource('a', failures[0]));
    stack.use(resource('b', failures[1]));
    await expect(stack[Symbol.asyncDispose]()).rejects.toMatchObject({ errors: [failures[1], failures[0]] });
  });
});

describe('ids', () => {
  it('look like those of WhatsApp Web, and are all different', () => {
    const ids = createIds();
    const made = Array.from({ length: 1_000 }, () => ids.wireMessage());
    expect(made.every((id) => /^3EB0[0-9A-F]{18}$/.test(id))).toBe(true);
    expect(new Set(made).size).toBe(1_000);
    expect(ids.unique()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
