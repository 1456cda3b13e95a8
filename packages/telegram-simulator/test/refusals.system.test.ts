import { GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramSimulator, type SimulatedUser, type TelegramSimulator } from '../src/index.js';
import { createBot, picture } from './bots.js';

let simulator: TelegramSimulator;
let ana: SimulatedUser;
let api: ReturnType<typeof createBot>['api'];

beforeEach(async () => {
  simulator = await startTelegramSimulator();
  ana = simulator.addUser({ firstName: 'Ana', languageCode: 'pt-br' });
  ana.send('/start');
  api = createBot(simulator).api;
});

afterEach(() => simulator[Symbol.asyncDispose]());

async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof GrammyError ? `${error.error_code} ${error.description}` : error),
  );
}

describe('Telegram refuses', () => {
  afterEach(() => expect(simulator.violations()).toEqual([]));

  it.each([
    ['<b>open', `Can't find end tag corresponding to start tag "b"`],
    ['é <c>x</c>', 'Unsupported start tag "c" at byte offset 3'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['5 < 6', 'Unsupported start tag "" at byte offset 2'],
  ])('HTML that it cannot read: %s', async (text, reason) => {
    expect(await refusal(api.sendMessage(ana.id, text, { parse_mode: 'HTML' }))).toBe(
      `400 Bad Request: can't parse entities: ${reason}`,
    );
  });

  it('texts and captions that are empty or too long after parsing', async () => {
    expect(await refusal(api.sendMessage(ana.id, `<b>${'x'.repeat(4096)}</b>`, { parse_mode: 'HTML' }))).toBe(
      'accepted',
    );
    expect(await refusal(api.sendMessage(ana.id, 'x'.repeat(4097)))).toBe('400 Bad Request: message is too long');
    expect(await refusal(api.sendMessage(ana.id, ' '))).toBe('400 Bad Request: message text is empty');
    const photo = new InputFile(picture());
    expect(await refusal(api.sendPhoto(ana.id, photo, { caption: 'x'.repeat(1025) }))).toBe(
      '400 Bad Request: message caption is too long',
    );
    expect(await refusal(api.sendPhoto(ana.id, new InputFile(Buffer.from('not a picture'))))).toBe(
      '400 Bad Request: IMAGE_PROCESS_FAILED',
    );
  });

  it("edits that change nothing, or of what is not there, not the bot's, or not a text", async () => {
    const sent = await api.sendMessage(ana.id, 'card', { reply_markup: new InlineKeyboard().text('A', 'a') });
    const edit = (id: number, text: string, keyboard?: InlineKeyboard) =>
      refusal(api.editMessageText(ana.id, id, text, keyboard && { reply_markup: keyboard }));
    expect(await edit(sent.message_id, 'card', new InlineKeyboard().text('A', 'a'))).toMatch(/message is not modified/);
    expect(await edit(sent.message_id, 'card')).toBe('accepted');
    const shown = ana.chat().find(({ id }) => id === sent.message_id);
    expect(shown).toMatchObject({ versions: ['card'], edited: true, buttons: [] });
    expect(await edit(99, 'card')).toBe('400 Bad Request: message to edit not found');
    expect(await edit(1, 'card')).toBe("400 Bad Request: message can't be edited");
    const photo = await api.sendPhoto(ana.id, new InputFile(picture()));
    expect(await edit(photo.message_id, 'card')).toBe('400 Bad Request: there is no text in the message to edit');
    expect(await refusal(api.deleteMessage(ana.id, 99))).toBe('400 Bad Request: message to delete not found');
    expect(await refusal(api.sendMessage(ana.id, 'x', { reply_parameters: { message_id: 99 } }))).toBe(
      '400 Bad Request: message to be replied not found',
    );
  });

  it('to write to strangers, to those who never wrote, and to those who blocked the bot', async () => {
    const bia = simulator.addUser({ firstName: 'Bia' });
    expect(await refusal(api.sendMessage(4711, 'hi'))).toBe('400 Bad Request: chat not found');
    expect(await refusal(api.sendMessage(bia.id, 'hi'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    );
    ana.block();
    expect(await refusal(api.sendMessage(ana.id, 'hi'))).toBe('403 Forbidden: bot was blocked by the user');
    expect(() => ana.send('hi')).toThrow('Ana has blocked the bot');
    ana.unblock();
    expect(await refusal(api.sendMessage(ana.id, 'hi'))).toBe('accepted');
  });

  it('to answer a query that it never asked', async () => {
    expect(await refusal(api.answerCallbackQuery('1'))).toBe(
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  it('commands with capitals, more than 100 buttons, and files it does not know', async () => {
    expect(await refusal(api.setMyCommands([{ command: 'Pin', description: 'x' }]))).toBe(
      '400 Bad Request: BOT_COMMAND_INVALID',
    );
    const keyboard = new InlineKeyboard(Array.from({ length: 101 }, (_, i) => [InlineKeyboard.text('x', String(i))]));
    expect(await refusal(api.sendMessage(ana.id, 'x', { reply_markup: keyboard }))).toBe(
      '400 Bad Request: reply markup is too long',
    );
    expect(await refusal(api.getFile('AgAC'))).toMatch(/^400 Bad Request: wrong file/);
  });

  it('a wrong token', async () => {
    const { api: foreign } = createBot({ ...simulator, token: simulator.token.replace('A', 'B') });
    expect(await refusal(foreign.getMe())).toBe('401 Unauthorized');
  });
});

describe('a query answered too late', () => {
  it('is too old', async () => {
    let now = Date.parse('2026-11-21T08:00:00Z');
    await using clocked = await startTelegramSimulator({ now: () => now });
    const bia = clocked.addUser({ firstName: 'Bia' });
    bia.send('/start');
    const late = createBot(clocked).api;
    const card = await late.sendMessage(bia.id, 'card', { reply_markup: new InlineKeyboard().text('A', 'a') });
    expect(card.date).toBe(now / 1000);
    const tap = bia.tap(await bia.sees('card'), 'A');
    const query = (await late.getUpdates({ offset: -1 }))[0]?.callback_query;
    now += 16_000;
    expect(await refusal(late.answerCallbackQuery(query?.id ?? ''))).toMatch(/query is too old/);
    now -= 16_000;
    await late.answerCallbackQuery(query?.id ?? '', { text: 'in time' });
    expect(await tap).toEqual({ text: 'in time' });
  });
});

describe('what breaks the schema is told', () => {
  it('a field that does not exist, though the call goes through as at Telegram', async () => {
    expect(await refusal(api.sendMessage(ana.id, 'hi', { stray: true } as object))).toBe('accepted');
    expect(simulator.violations()).toEqual(['sendMessage: stray: no such field']);
  });

  it('callback data of 66 bytes', async () => {
    const keyboard = new InlineKeyboard().text('x', 'é'.repeat(33));
    expect(await refusal(api.sendMessage(ana.id, 'hi', { reply_markup: keyboard }))).toBe(
      '400 Bad Request: BUTTON_DATA_INVALID',
    );
    expect(simulator.violations()).toEqual([
      'sendMessage: reply_markup.inline_keyboard[0][0].callback_data: 66 bytes, allowed 1-64',
    ]);
  });

  it('a true method, field or way of formatting that is not played', async () => {
    expect(await refusal(api.sendDice(ana.id, '🎲'))).toMatch(/^501 /);
    expect(await refusal(api.sendMessage(ana.id, '*x*', { parse_mode: 'MarkdownV2' }))).toMatch(/^501 /);
    expect(await refusal(api.sendMessage(ana.id, 'x', { message_thread_id: 3 }))).toMatch(/^501 /);
    expect(simulator.violations()).toEqual([
      'sendDice: the method is not played by the simulator',
      'sendMessage: parse_mode MarkdownV2 is not played by the simulator',
      'sendMessage: message_thread_id is not played by the simulator',
    ]);
  });

  it('a method that Telegram does not have', async () => {
    const raw = api.raw as unknown as Record<string, () => Promise<unknown>>;
    expect(await refusal(raw['sendSmoke']?.() ?? Promise.resolve())).toBe('404 Not Found: method not found');
    expect(simulator.violations()).toEqual(['sendSmoke: the Bot API has no such method']);
  });
});
