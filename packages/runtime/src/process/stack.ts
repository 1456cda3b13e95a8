/** Resources that depend on those before them, closed from the last to the first. */
export interface Stack extends AsyncDisposable {
  /** Takes a resource over and gives it back. */
  use<T extends AsyncDisposable>(resource: T): T;
  /** Adds something else to do at the end. */
  defer(close: () => Promise<void> | void): void;
}

/**
 * As AsyncDisposableStack, which Node 20 lacks. Disposing goes on after a failure and throws it at the end, several as
 * an AggregateError; disposing again does nothing.
 */
export function createStack(): Stack {
  const closers: (() => Promise<void> | void)[] = [];
  return {
    use(resource) {
      closers.push(async () => resource[Symbol.asyncDispose]());
      return resource;
    },
    defer: (close) => void closers.push(close),
    [Symbol.asyncDispose]: async () => throwAny(await closeAll(closers)),
  };
}

async function closeAll(closers: (() => Promise<void> | void)[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
}

function throwAny(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'Several resources could not be closed.');
}
