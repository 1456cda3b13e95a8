const DEEPEST_CAUSE = 5;

/**
 * What a log needs of an error, and no field more: grammY's errors carry the whole context in `error` and `ctx`, database
 * errors the row in `detail`. A field that is no error is left as it is.
 */
export function serializeError(value: unknown): unknown {
  return value instanceof Error ? describe(value, DEEPEST_CAUSE) : value;
}

function describe(error: Error, depth: number): object {
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(isPlain(code) && { code }),
    ...(isPlain(constraint) && { constraint }),
    ...(depth > 0 && error.cause instanceof Error && { cause: describe(error.cause, depth - 1) }),
    ...(error instanceof AggregateError && depth > 0 && { errors: describeAll(error.errors, depth - 1) }),
  };
}

/** Of a connection tried at several addresses only these say what went wrong. */
function describeAll(errors: readonly unknown[], depth: number): object[] {
  return errors.filter((each) => each instanceof Error).map((each) => describe(each, depth));
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
