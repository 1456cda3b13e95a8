import type { Opts, Update, WebhookInfo } from '@grammyjs/types';
import { badRequest } from '../refusal.js';
import type { UpdateQueue } from './queue.js';

type Settings = Opts<unknown>['setWebhook'];
/** A method call that came back as the body of a webhook's answer. */
export type Reply = (method: string, payload: Record<string, unknown>) => Promise<unknown>;

const firstRetryMs = 100;
const longestRetryMs = 3000;
const readTimeoutMs = 10_000;

/**
 * Delivers updates by POST: in order within a chat, chats beside each other. A delivery that fails is tried again
 * until it succeeds; Telegram waits longer in between than we do.
 */
export class Webhook {
  readonly #queue: UpdateQueue;
  readonly #now: () => number;
  readonly #reply: Reply;
  #settings: Settings | undefined;
  #stop = new AbortController();
  #lastError: { date: number; message: string } | undefined;
  readonly #busyChats = new Set<number>();

  constructor(queue: UpdateQueue, now: () => number, reply: Reply) {
    this.#queue = queue;
    this.#now = now;
    this.#reply = reply;
    queue.on('update', () => this.#deliver());
  }

  get active(): boolean {
    return this.#settings !== undefined;
  }

  /** @throws Refusal for an address Telegram would not call; plain http is allowed on loopback only. */
  set(settings: Settings): void {
    this.remove();
    if (settings.url === '') return;
    const isLoopback = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(settings.url);
    if (!isLoopback && !settings.url.startsWith('https://')) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (settings.secret_token && !/^[\w-]{1,256}$/.test(settings.secret_token)) {
      throw badRequest('secret token contains unallowed characters');
    }
    this.#settings = settings;
    this.#stop = new AbortController();
    this.#deliver();
  }

  remove(): void {
    this.#settings = undefined;
    this.#lastError = undefined;
    this.#stop.abort();
    this.#busyChats.clear();
  }

  describe(): WebhookInfo {
    return {
      url: this.#settings?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#queue.all.length,
      ...(this.#settings && { max_connections: this.#settings.max_connections ?? 40 }),
      ...(this.#lastError && {
        last_error_date: this.#lastError.date,
        last_error_message: this.#lastError.message,
      }),
      ...(this.#queue.allowed.length > 0 && { allowed_updates: [...this.#queue.allowed] }),
    };
  }

  #deliver(): void {
    if (!this.#settings) return;
    for (const update of this.#queue.all) {
      if (this.#busyChats.size >= (this.#settings.max_connections ?? 40)) return;
      const chat = chatOf(update);
      if (this.#busyChats.has(chat)) continue;
      this.#busyChats.add(chat);
      void this.#deliverUntilTaken(update, chat, this.#settings, this.#stop.signal);
    }
  }

  async #deliverUntilTaken(update: Update, chat: number, settings: Settings, stopped: AbortSignal): Promise<void> {
    for (let waitMs = firstRetryMs; !stopped.aborted; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
      const failure = await this.#post(update, settings, stopped);
      if (stopped.aborted) return;
      if (failure === undefined) {
        this.#queue.remove(update);
        this.#busyChats.delete(chat);
        this.#deliver();
        return;
      }
      this.#lastError = { date: Math.floor(this.#now() / 1000), message: failure };
      await pause(waitMs, stopped);
    }
  }

  /** Why it was not delivered, in the words of getWebhookInfo; undefined if it was. */
  async #post(update: Update, settings: Settings, stopped: AbortSignal): Promise<string | undefined> {
    try {
      const response = await fetch(settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(settings.secret_token && { 'x-telegram-bot-api-secret-token': settings.secret_token }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([stopped, AbortSignal.timeout(readTimeoutMs)]),
      });
      const body = await response.text();
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      await this.#callFrom(body);
      return undefined;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'Read timeout expired' : 'Connection refused';
    }
  }

  async #callFrom(body: string): Promise<void> {
    if (!/^\{.*\}$/s.test(body)) return;
    const { method, ...payload } = JSON.parse(body) as Record<string, unknown>;
    if (typeof method === 'string') await this.#reply(method, payload);
  }
}

function chatOf(update: Update): number {
  return update.message?.chat.id ?? update.callback_query?.message?.chat.id ?? update.my_chat_member?.chat.id ?? 0;
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
