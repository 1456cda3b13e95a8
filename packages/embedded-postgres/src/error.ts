/** The embedded server can not be had; `message` is one line that says why, `hint` one that says what to do. */
export class EmbeddedPostgresError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.hint = hint;
  }
}

export const USE_YOUR_OWN =
  'Set DATABASE_URL to a PostgreSQL 15+ server, for example postgres://user:password@localhost:5432/pinwheel';
