import { botApi as schema } from './generated/bot-api.js';
import { methods } from './methods/index.js';
import type { BotContext, MethodName } from './methods/method.js';
import { badRequest, NotPlayed, Refusal } from './refusal.js';
import { check, checkFields, describeBreach, type Breach } from './schema/check.js';
import { decode } from './schema/decode.js';
import type { Upload } from './schema/upload.js';

export interface Call {
  readonly method: string;
  readonly payload: Record<string, unknown>;
  readonly at: number;
}

type AnyMethod = (bot: BotContext, payload: Record<string, unknown>, gone: AbortSignal) => unknown;

const nameByLowerCase = new Map(Object.keys(schema.methods).map((name) => [name.toLowerCase(), name as MethodName]));
/** True fields that change what happens and that we do not act upon. */
const unplayedFields = [
  'business_connection_id',
  'message_thread_id',
  'direct_messages_topic_id',
  'ephemeral_message_parameters',
  'suggested_post_parameters',
  'inline_message_id',
];

/** The methods with the checks around them; what breaks the schema is noted and told by `violations`. */
export class BotApi {
  readonly violations: string[] = [];
  readonly calls: Call[] = [];
  readonly #bot: BotContext;

  constructor(bot: BotContext) {
    this.#bot = bot;
  }

  /** The method's true name; method names are not case sensitive. Undefined if the Bot API has no such method. */
  find(name: string): MethodName | undefined {
    return nameByLowerCase.get(name.toLowerCase());
  }

  receive(
    method: MethodName,
    raw: Record<string, unknown>,
    files: ReadonlyMap<string, Upload>,
  ): Record<string, unknown> {
    const payload = decode(raw, files, schema.methods[method]?.payload ?? {});
    this.calls.push({ method, payload, at: this.#bot.world.now() });
    return payload;
  }

  /** @throws Refusal */
  async perform(method: MethodName, payload: Record<string, unknown>, gone: AbortSignal): Promise<unknown> {
    this.#checkPayload(method, payload);
    const result = await this.#run(method, payload, gone);
    this.#note(`${method} answer`, check(result, schema.methods[method]?.result ?? { kind: 'boolean' }, 'result'));
    return result;
  }

  checkUpdate(update: unknown): void {
    this.#note('update', check(update, schema.update, ''));
  }

  #checkPayload(method: MethodName, payload: Record<string, unknown>): void {
    const breaches = checkFields(payload, schema.methods[method]?.payload ?? {});
    this.#note(method, breaches);
    // Limits are refused by the method itself, in Telegram's own words.
    const fatal = breaches.find(({ kind }) => kind === 'missing' || kind === 'wrong type');
    if (fatal) throw badRequest(describeBreach(fatal));
  }

  async #run(method: MethodName, payload: Record<string, unknown>, gone: AbortSignal): Promise<unknown> {
    try {
      const run = methods[method] as AnyMethod | undefined;
      if (!run) throw new NotPlayed('the method');
      const unplayed = unplayedFields.find((field) => payload[field] !== undefined);
      if (unplayed) throw new NotPlayed(unplayed);
      return await run(this.#bot, payload, gone);
    } catch (error) {
      if (!(error instanceof NotPlayed)) throw error;
      this.violations.push(`${method}: ${error.message} is not played by the simulator`);
      throw new Refusal(501, `Not Implemented: ${method}: ${error.message} is not played by the simulator`);
    }
  }

  #note(where: string, breaches: readonly Breach[]): void {
    this.violations.push(...breaches.map((breach) => `${where}: ${describeBreach(breach)}`));
  }
}
