import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { BotApi, type Call } from './bot-api.js';
import type { Person } from './chats/model.js';
import { describeChat } from './chats/describe.js';
import { World } from './chats/world.js';
import { type Fault, Faults } from './faults.js';
import { createBotApiServer } from './http/server.js';
import { CallbackQueries } from './methods/callback-queries.js';
import type { BotContext } from './methods/method.js';
import { Profile } from './methods/profile.js';
import { type SimulatedGroup, SimulatedUser } from './people/simulated-user.js';
import { Refusal } from './refusal.js';
import { Polling } from './updates/polling.js';
import { UpdateQueue } from './updates/queue.js';
import { Webhook } from './updates/webhook.js';

export interface SimulatorOptions {
  readonly port?: number;
  readonly token?: string;
  readonly botUsername?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface TelegramSimulator extends AsyncDisposable {
  /** What grammY takes as `client.apiRoot`. */
  readonly apiRoot: string;
  readonly token: string;
  addUser(user: { firstName: string; languageCode?: string; username?: string }): SimulatedUser;
  /** The first of the admins owns the group. */
  addGroup(group: { title: string; members: SimulatedUser[]; admins?: SimulatedUser[] }): SimulatedGroup;
  spoil(fault: Fault): void;
  /** The calls that arrived, of one method or of all, also those that were spoilt or refused. */
  calls(method?: string): Call[];
  /** What broke the Bot API schema (payloads, answers, updates) and true methods or fields that are not played. */
  violations(): string[];
  /** From now on every call is answered with a 401. */
  revokeToken(): void;
  /** Updates that the bot has not confirmed. */
  pendingUpdates(): number;
}

const usualToken = '123456789:AAPinwheelSimulatedTelegramBotToken';

/** Starts a Telegram of its own on 127.0.0.1, with one bot in it. */
export async function startTelegramSimulator(options: SimulatorOptions = {}): Promise<TelegramSimulator> {
  const { port = 0, token = usualToken, botUsername = 'pinwheel_test_bot', now = Date.now } = options;
  const id = Number(token.split(':')[0]);
  const world = new World({ id, is_bot: true, first_name: 'Pinwheel', username: botUsername }, now);
  const { bot, api } = createBot(world);
  const faults = new Faults();
  let valid: string | undefined = token;
  const server = createBotApiServer({ api, faults, files: world.files, token: () => valid });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const people = new Map<SimulatedUser, Person>();
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    addUser({ firstName, languageCode = 'en', username }) {
      const details = { first_name: firstName, language_code: languageCode, ...(username && { username }) };
      const person = world.addPerson(details);
      const user = new SimulatedUser(bot, person);
      people.set(user, person);
      return user;
    },
    addGroup: ({ title, members, admins = [] }) => {
      const known = (users: SimulatedUser[]) => users.flatMap((user) => people.get(user) ?? []);
      return addGroup(bot, title, known([...new Set([...admins, ...members])]), known(admins));
    },
    spoil: (fault) => faults.plan(fault),
    calls: (method) => api.calls.filter((call) => method === undefined || call.method === method),
    violations: () => [...api.violations],
    revokeToken: () => {
      valid = undefined;
      bot.polling.interrupt(new Refusal(401, 'Unauthorized'));
    },
    pendingUpdates: () => bot.queue.all.length,
    async [Symbol.asyncDispose]() {
      bot.webhook.remove();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createBot(world: World): { bot: BotContext; api: BotApi } {
  const queue = new UpdateQueue((update) => api.checkUpdate(update));
  const reply = async (method: string, payload: Record<string, unknown>) => {
    const name = api.find(method);
    if (!name) return;
    // Telegram tells nobody how a call went that came as a webhook's answer.
    await api.perform(name, api.receive(name, payload, new Map()), new AbortController().signal).catch(keepRefusal);
  };
  const bot: BotContext = {
    world,
    queue,
    polling: new Polling(queue),
    webhook: new Webhook(queue, world.now, reply),
    callbacks: new CallbackQueries(world.now),
    profile: new Profile(),
  };
  const api = new BotApi(bot);
  return { bot, api };
}

function keepRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

function addGroup(bot: BotContext, title: string, members: Person[], admins: Person[]): SimulatedGroup {
  const [founder] = members;
  if (!founder) throw new Error('A group has at least one member');
  const { world, queue } = bot;
  const conversation = world.addGroup({ title, members, admins });
  queue.add({
    my_chat_member: {
      chat: describeChat(conversation),
      from: founder.user,
      date: world.date,
      old_chat_member: { status: 'left', user: world.bot },
      new_chat_member: { status: 'member', user: world.bot },
    },
  });
  return { id: conversation.id, title };
}
