import { createHash } from 'node:crypto';
import pg from 'pg';

/** Each statement costs every connection's server process some ten kilobytes. */
const mostStatements = 400;

/** What is written for one occasion, like an insert of that many rows, would only take room from the others. */
const longestText = 4_000;

/** Shared by all connections of the process. */
const names = new Map<string, string>();

/**
 * A connection that has each statement parsed and planned once, and from then on executed by its name: for statements
 * like ours, which find a few rows by their keys, PostgreSQL spends more on planning than on carrying them out.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((statement: unknown, ...rest: unknown[]) => query(named(statement, rest[0]), ...rest)) as never;
  }
}

/** Only with parameters: without them the server takes several statements in one text. */
function named(statement: unknown, values: unknown): unknown {
  if (!Array.isArray(values) || values.length === 0) return statement;
  if (typeof statement === 'string') return { text: statement, name: nameOf(statement) };
  const { text, name } = statement as pg.QueryConfig;
  return name === undefined && typeof text === 'string' ? { ...(statement as object), name: nameOf(text) } : statement;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements || text.length > longestText) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
