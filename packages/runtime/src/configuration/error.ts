export interface Problem {
  variable: string;
  /** What is expected. Names a value only if the variable can hold no secret. */
  problem: string;
}

/** The environment can not be used. The message is made to be printed as it is: one line a problem, no secrets. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      ['The configuration can not be used:', ...problems.map((each) => `  ${each.variable}: ${each.problem}`)].join(
        '\n',
      ),
    );
    this.problems = problems;
  }
}
