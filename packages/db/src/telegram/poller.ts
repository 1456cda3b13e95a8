import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { arrivalsChannel } from './updates.js';

/** The right to hear Telegram for a bot: one process has it. */
export interface PollerHold extends AsyncDisposable {
  /** Resolves when the connection that stands for it ends, whoever ended it. */
  readonly lost: Promise<void>;
}

export interface TelegramPoller {
  /**
   * null while another process has it. The right ends with the process, at once: it is a lock of a connection kept for
   * it, and not a row with a time.
   *
   * @param arrived called, from then on, when another process has stored an update for us to carry out
   */
  take(botId: number, arrived?: () => void): Promise<PollerHold | null>;
}

/** Between this and a machine that vanished without a word PostgreSQL waits about ten seconds. */
const keepalives = `set tcp_keepalives_idle = 4; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3`;

/** Advisory locks are numbers; this one is of a name, so that no other lock has it by chance. */
const lockOf = `hashtextextended('telegram poller ' || $1, 0)`;

export function telegramPollerIn(db: NodePgDatabase): TelegramPoller {
  // drizzle keeps the pool that it was made of.
  const { $client: pool } = db as NodePgDatabase & { $client: pg.Pool };

  return {
    async take(botId, arrived) {
      const connection = await pool.connect();
      try {
        const { rows } = await connection.query(`select pg_try_advisory_lock(${lockOf}) as taken`, [botId]);
        if (rows[0].taken) {
          await connection.query(keepalives);
          if (arrived) {
            connection.on('notification', arrived);
            await connection.query(`listen ${arrivalsChannel}`);
          }
          return holdOf(connection, botId);
        }
      } catch (error) {
        connection.release(true);
        throw error;
      }
      connection.release();
      return null;
    },
  };
}

function holdOf(connection: pg.PoolClient, botId: number): PollerHold {
  let released = false;
  const lost = new Promise<void>((resolve) => connection.once('end', resolve));
  const release = (broken: boolean): void => {
    if (!released) connection.release(broken);
    released = true;
  };
  void lost.then(() => release(true));
  return {
    lost,
    async [Symbol.asyncDispose]() {
      await connection.query(`select pg_advisory_unlock(${lockOf})`, [botId]).catch(() => {});
      // A connection with settings of its own does not go back to the others.
      release(true);
    },
  };
}
