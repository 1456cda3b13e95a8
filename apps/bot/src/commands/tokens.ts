import { createToken, type CreateTokenReply, type Token } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { subWordOf } from '../grammar/sub-words.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, lines, paragraphs, rich } from '../ui/html.js';
import { showTime } from '../ui/time.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';

export const tokens: Command = {
  name: 'tokens',
  group: 'setup',
  role: 'owner',
  async run(bot, ask) {
    const [verb, name, instance, ...rest] = ask.words.map(({ text }) => text);
    if (verb === undefined) return showTokens(bot, ask);
    const does = subWordOf(ask.words[0]);
    const makes = does === 'create';
    if (!makes && does !== 'revoke') return stray(ask, verb);
    if (name === undefined) return { text: ask.say.tokens.noName() };
    const left = makes ? rest[0] : instance;
    if (left !== undefined) return stray(ask, left);
    return makes ? create(bot, ask, name, instance ?? null) : revoke(bot, ask, name);
  },
};

/** What a vendor's customer has in his code. */
const vendorAddresses = ['https://api.z-api.io', 'https://ryzeapi.cloud'];

const stray = (ask: Ask, word: string): Answer => misunderstood(ask, { kind: 'stray_word', word }).answer;

async function create({ deps, tokens: store, config }: Bot, ask: Ask, name: string, instanceId: string | null) {
  // Others read along in a group, and the secret stays there.
  if (!ask.isPrivate) return { text: ask.say.tokens.onlyPrivate() };
  const reply = await createToken({ ...deps, tokens: store }, { name, instanceId, source: ask.source });
  return { text: sayCreated(reply, { name, instanceId, apiUrl: config.apiUrl }, ask) };
}

function sayCreated(
  reply: CreateTokenReply,
  { name, instanceId, apiUrl }: { name: string; instanceId: string | null; apiUrl: string },
  { say }: Ask,
): Html {
  const words = say.tokens;
  switch (reply.kind) {
    case 'name_taken':
      return words.nameTaken(name);
    case 'name_too_long':
      return words.nameTooLong(reply.limit);
    case 'no_such_instance':
      return words.noSuchInstance(instanceId ?? '', reply.instanceIds.join(', '));
    case 'created':
      return paragraphs(
        words.created(reply.token.name),
        reply.instanceIds.length === 0
          ? say.status.noInstance()
          : lines(words.instance(), ...reply.instanceIds.map(copied)),
        lines(words.token(), copied(reply.secret)),
        ...vendorAddresses.map((address) => lines(words.insteadOf(address), copied(apiUrl))),
        words.elsewhere(),
      );
  }
}

/** Telegram copies it at a tap; alone on its line, so that nothing else is. */
const copied = (value: string): Html => rich`<code>${value}</code>`;

async function revoke({ deps, tokens: store }: Bot, { say }: Ask, name: string): Promise<Answer> {
  const revoked = await store.revoke(name, deps.clock.now());
  return { text: revoked ? say.tokens.revoked(revoked.name) : say.tokens.noSuchToken(name) };
}

async function showTokens({ deps, tokens: store }: Bot, ask: Ask): Promise<Answer> {
  const all = await store.all();
  const words = ask.say.tokens;
  if (all.length === 0) return { text: words.none() };
  return { text: paragraphs(words.title(), ...all.map((token) => describeToken(token, deps.timeZone, ask))) };
}

function describeToken({ name, instanceId, createdAt, lastUsedAt }: Token, zone: string, ask: Ask): Html {
  const words = ask.say.tokens;
  const time = (at: number) => showTime(at, zone, ask.language);
  const used = lastUsedAt === null ? words.neverUsed() : words.lastUsed(time(lastUsedAt));
  return lines(words.line(name, instanceId ?? words.everyInstance), rich`${words.made(time(createdAt))} · ${used}`);
}
