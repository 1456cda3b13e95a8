import type { ApiMethods, Opts } from '@grammyjs/types';
import type { World } from '../chats/world.js';
import type { Upload } from '../schema/upload.js';
import type { Polling } from '../updates/polling.js';
import type { UpdateQueue } from '../updates/queue.js';
import type { Webhook } from '../updates/webhook.js';
import type { CallbackQueries } from './callback-queries.js';
import type { Profile } from './profile.js';

export interface BotContext {
  readonly world: World;
  readonly queue: UpdateQueue;
  readonly polling: Polling;
  readonly webhook: Webhook;
  readonly callbacks: CallbackQueries;
  readonly profile: Profile;
}

export type MethodName = keyof ApiMethods<Upload>;
export type Payload<M extends MethodName> = Opts<Upload>[M];
export type Result<M extends MethodName> = ReturnType<ApiMethods<Upload>[M]>;

/** One method of the Bot API; `gone` aborts when the caller hangs up. Throws Refusal or NotPlayed. */
export type Method<M extends MethodName> = (
  bot: BotContext,
  payload: Payload<M>,
  gone: AbortSignal,
) => Result<M> | Promise<Result<M>>;

export type Methods = { readonly [M in MethodName]?: Method<M> };
