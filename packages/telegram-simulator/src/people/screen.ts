import { isDeepStrictEqual } from 'node:util';
import type { Person, StoredMessage } from '../chats/model.js';
import type { World } from '../chats/world.js';
import { renderChat, show, type ShownMessage } from './shown-message.js';
import { watch } from './watch.js';

export interface SeesOptions {
  readonly timeoutMs?: number;
  /** Only what was shown later than this message (or than the version of it that this is) counts. */
  readonly after?: ShownMessage;
  /** Only messages that came later than this one count, in whatever version: what answers it is no edit of an older one. */
  readonly answerTo?: ShownMessage;
}

type Version = StoredMessage['versions'][number];

const usualTimeoutMs = 10_000;

/** What one person sees: the private chat with the bot and every group that both are in. */
export class Screen {
  readonly #world: World;
  readonly #person: Person;

  constructor(world: World, person: Person) {
    this.#world = world;
    this.#person = person;
  }

  sees(pattern: RegExp | string, options: SeesOptions): Promise<ShownMessage> {
    const matches = (text: string) =>
      typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) >= 0;
    return this.#find((_message, version) => matches(version.text), options, String(pattern));
  }

  async seesPhoto(options: SeesOptions): Promise<{ message: ShownMessage; png: Buffer }> {
    const message = await this.#find(({ content }) => content.photo !== undefined, options, 'a photo');
    if (!message.photo) throw new Error('A photo has bytes');
    return { message, png: message.photo };
  }

  async seesNothing(ms: number): Promise<void> {
    const fromBot = () => this.#shown().filter((message) => message.from === 'bot');
    const before = fromBot();
    const failed = new Error(); // made here, so that its stack leads to the test
    const isChanged = () => (isDeepStrictEqual(fromBot(), before) ? undefined : true);
    if (await watch(this.#world, isChanged, ms)) {
      failed.message = `${this.#name} should see nothing new, but the screen is:\n${this.render()}`;
      throw failed;
    }
  }

  render(): string {
    return renderChat(this.#shown());
  }

  /** The bot's message whose fitting version is the newest. */
  async #find(
    fits: (message: StoredMessage, version: Version) => boolean,
    { timeoutMs = usualTimeoutMs, after, answerTo }: SeesOptions,
    what: string,
  ): Promise<ShownMessage> {
    const latest = (message: StoredMessage) =>
      message.versions.findLast((version) => version.moment > (after?.moment ?? 0) && fits(message, version))?.moment;
    const look = () => {
      const found = this.#visible()
        .filter(({ from, versions }) => from.id === this.#world.bot.id && versions[0]!.moment > (answerTo?.moment ?? 0))
        .map((message) => ({ message, moment: latest(message) ?? 0 }))
        .filter(({ moment }) => moment > 0)
        .reduce<{ message?: StoredMessage; moment: number }>((a, b) => (a.moment > b.moment ? a : b), { moment: 0 });
      // A later version may stand there by now; `after` must still find it.
      return found.message && { ...show(found.message), moment: found.moment };
    };
    const failed = new Error(); // made here, so that its stack leads to the test
    const found = await watch(this.#world, look, timeoutMs);
    if (found) return found;
    failed.message = `${this.#name} did not see ${what} within ${timeoutMs} ms; the screen is:\n${this.render()}`;
    throw failed;
  }

  get #name(): string {
    return this.#person.user.first_name;
  }

  #shown(): ShownMessage[] {
    return this.#visible().map(show);
  }

  #visible(): StoredMessage[] {
    return [...this.#world.conversations.values()]
      .filter((conversation) => conversation.members.includes(this.#person))
      .flatMap((conversation) => conversation.messages.filter((message) => !message.deleted));
  }
}
