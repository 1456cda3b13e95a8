import type { Pool } from './pinwheel.js';

/** What the driver's types leave out. */
interface CopyingConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `copy … from stdin` in the text format: the quickest way into a table that PostgreSQL has. */
export async function copyInto({ client }: Pool, statement: string, lines: Buffer): Promise<void> {
  const connection = await client.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      const query = {
        // Not called directly: the driver wraps its time-out around it.
        callback: (error: Error | null) => (error ? reject(error) : resolve()),
        submit: (server: { query(text: string): void }) => server.query(statement),
        handleCopyInResponse(server: CopyingConnection) {
          server.sendCopyFromChunk(lines);
          server.endCopyFrom();
        },
        handleCommandComplete() {},
        handleReadyForQuery: () => query.callback(null),
        handleError: (error: Error) => query.callback(error),
      };
      connection.query(query);
    });
  } finally {
    connection.release();
  }
}
