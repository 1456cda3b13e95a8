import type { TelegramStore } from '@pinwheel/db';
import type { Announcements, Deps, Tokens, Trail } from '@pinwheel/pinning';
import type { Queues } from '@pinwheel/queue';
import type { Api } from 'grammy';

export interface BotConfig {
  /** As BotFather gives it. */
  token: string;
  /** Of a local Bot API server or a simulator; null for Telegram's own. */
  apiRoot: string | null;
  /** Where Telegram brings updates, to the HTTP app, and by what it is known there; null: we ask for them. */
  webhook: { url: string; secret: string } | null;
  /** Numeric user ids. Where there are none a one-time code makes the owner. */
  ownerIds: readonly number[];
  /** Places for pins in a chat. */
  slots: number;
  /** Where the HTTP API is served, without a slash at its end. */
  apiUrl: string;
  /** Shows the one-time code to whoever runs the server, once for each code. */
  onStartCode: (code: string) => void;
}

/** What every command of the bot can reach. */
export interface Bot {
  /** Our user id at Telegram. */
  id: number;
  config: BotConfig;
  deps: Deps;
  telegram: TelegramStore;
  tokens: Tokens;
  announcements: Announcements;
  trail: Trail;
  api: Api;
  queues: Pick<Queues, 'ping'>;
}
