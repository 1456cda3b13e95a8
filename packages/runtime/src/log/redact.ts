const CENSORED = '[redacted]';

/** Names under which secrets might be logged, at the top and one level down. */
const SECRET_FIELDS = [
  'token',
  'botToken',
  'clientToken',
  'zApiClientToken',
  'secret',
  'secretKey',
  'secretKeys',
  'password',
  'databaseUrl',
  'redisUrl',
  'authorization',
  'credentials',
];

export const redaction = {
  paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  censor: CENSORED,
};

/** The bot's id before the colon is public and stays, to tell bots apart; URLs may write the colon as %3A. */
const TELEGRAM_TOKEN = /(\d{1,20}(?::|%3[Aa]))[A-Za-z0-9_-]{35,}/g;

const URL_PASSWORD = /(:\/\/[^\s:@/"]{0,256}:)[^\s@/"]{1,256}(?=@)/g;

/** Works on whole log lines, so that no message, stack or nested field escapes. */
export function redactLine(line: string): string {
  return line.replace(TELEGRAM_TOKEN, `$1${CENSORED}`).replace(URL_PASSWORD, `$1${CENSORED}`);
}
