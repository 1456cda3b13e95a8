/** A start that failed for a reason we know: `message` says in a line what is wrong, `hint` what to do. Holds no secret. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** The line for a person, where the failure has a hint: a StartError, or one of a package that imports nothing of ours. */
export function describeKnown(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { hint } = error as { hint?: unknown };
  return typeof hint === 'string' ? `${error.message.replace(/\.$/, '')}. ${hint}` : null;
}
