import { InlineKeyboard, InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { startTelegramSimulator } from '../src/index.js';
import { picture, startBot } from './bots.js';

describe('a bot and a person', () => {
  it('answers what a person writes, by long polling', async () => {
    await using simulator = await startTelegramSimulator();
    await using bot = await startBot(simulator, (b) => {
      b.command('start', (ctx) => ctx.reply(`Olá, ${ctx.from?.first_name} (${ctx.from?.language_code})`));
    });
    const ana = simulator.addUser({ firstName: 'Ana', languageCode: 'pt-br' });
    ana.send('/start');
    const hello = await ana.sees(/Olá, Ana \(pt-br\)/);
    expect(hello).toMatchObject({ from: 'bot', author: bot.botInfo.first_name, edited: false });
    expect(ana.chat().map(({ text }) => text)).toEqual(['/start', 'Olá, Ana (pt-br)']);
    expect(simulator.violations()).toEqual([]);
  });

  it('does not take a late edit of an older message for the answer', async () => {
    await using simulator = await startTelegramSimulator();
    await using _bot = await startBot(simulator, (b) => {
      let report = 0;
      b.on('message', async (ctx) => {
        if (report === 0) report = (await ctx.reply('pinning m1')).message_id;
        else {
          await ctx.api.editMessageText(ctx.chat.id, report, 'm1 is pinned');
          await ctx.reply('unpinning m1');
        }
      });
    });
    const ana = simulator.addUser({ firstName: 'Ana' });
    await ana.sees('pinning m1', { answerTo: ana.send('pin') });
    const asked = ana.send('unpin');
    expect(await ana.sees(/m1/, { answerTo: asked })).toMatchObject({ text: 'unpinning m1' });
    expect(await ana.sees(/m1 is/, { after: asked })).toMatchObject({ text: 'm1 is pinned' });
  });

  it('lets a test see every version of a message that is edited quickly', async () => {
    await using simulator = await startTelegramSimulator();
    await using _bot = await startBot(simulator, (b) => {
      b.on('message', async (ctx) => {
        const sent = await ctx.reply('pinning');
        await ctx.api.editMessageText(sent.chat.id, sent.message_id, 'pinned until <b>Monday</b>', {
          parse_mode: 'HTML',
        });
      });
    });
    const ana = simulator.addUser({ firstName: 'Ana' });
    const asked = ana.send('pin');
    await ana.sees('pinned until Monday', { after: asked });
    const message = await ana.sees(/^pinning$/, { after: asked });
    await ana.sees('pinned until Monday', { after: message });
    expect(message).toMatchObject({
      text: 'pinned until Monday',
      html: 'pinned until <b>Monday</b>',
      edited: true,
      versions: ['pinning', 'pinned until Monday'],
    });
    expect(simulator.violations()).toEqual([]);
  });

  it('carries taps, forged data and stale data to the bot, and its answers back', async () => {
    await using simulator = await startTelegramSimulator();
    await using _bot = await startBot(simulator, (b) => {
      b.command('start', (ctx) =>
        ctx.reply('Choose', { reply_markup: new InlineKeyboard().text('Yes', 'y:1').copyText('Code', 'ABCD') }),
      );
      b.callbackQuery('y:1', async (ctx) => {
        await ctx.answerCallbackQuery({ text: 'Done' });
        await ctx.editMessageText('Chosen');
      });
      b.on('callback_query', (ctx) =>
        ctx.answerCallbackQuery({ text: `Refused ${ctx.callbackQuery.data}`, show_alert: true }),
      );
    });
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('/start');
    const card = await ana.sees('Choose');
    expect(card.buttons).toEqual([
      [
        { label: 'Yes', data: 'y:1' },
        { label: 'Code', copyText: 'ABCD' },
      ],
    ]);
    await expect(ana.tap(card, 'Code')).rejects.toThrow('does not call the bot');
    expect(await ana.press(card, 'forged')).toEqual({ text: 'Refused forged', alert: true });
    expect(await ana.tap(card, /^Yes/)).toEqual({ text: 'Done' });
    await ana.sees('Chosen');
    await expect(ana.tap(card, 'Yes')).rejects.toThrow('No button Yes on the screen now');
    expect(await ana.press(card, 'stale')).toEqual({ text: 'Refused stale', alert: true });
    expect(simulator.violations()).toEqual([]);
  });

  it('returns a photo byte for byte, uploaded, downloaded, sent again by file_id and replaced', async () => {
    await using simulator = await startTelegramSimulator();
    await using _bot = await startBot(simulator, (b) => {
      b.on('message:photo', async (ctx) => {
        const file = await ctx.getFile();
        const response = await fetch(`${simulator.apiRoot}/file/bot${simulator.token}/${file.file_path}`);
        const bytes = Buffer.from(await response.arrayBuffer());
        const sent = await ctx.replyWithPhoto(new InputFile(bytes, 'code.png'), {
          caption: '<i>uploaded</i>',
          parse_mode: 'HTML',
          reply_markup: new InlineKeyboard().text('Cancel', 'c'),
          reply_parameters: { message_id: ctx.msg.message_id },
        });
        await ctx.replyWithPhoto(sent.photo.at(-1)?.file_id ?? '', { caption: 'by id' });
        await ctx.api.editMessageMedia(sent.chat.id, sent.message_id, {
          type: 'photo',
          media: new InputFile(picture(3)),
          caption: 'replaced',
        });
      });
    });
    const ana = simulator.addUser({ firstName: 'Ana' });
    const original = ana.sendPhoto(picture(70_000), 'look');
    const { message, png } = await ana.seesPhoto({ after: original });
    expect(message.from).toBe('bot');
    const uploaded = await ana.sees('uploaded');
    const again = await ana.sees('by id');
    expect(again.photo?.equals(picture(70_000))).toBe(true);
    const replaced = await ana.sees('replaced');
    expect(replaced).toMatchObject({
      id: uploaded.id,
      versions: ['uploaded', 'replaced'],
      replyTo: original.id,
      buttons: [],
    });
    expect(replaced.photo?.equals(picture(3))).toBe(true);
    expect(png.length).toBeGreaterThan(0);
    expect(simulator.violations()).toEqual([]);
  });

  it('keeps a document with its name and bytes', async () => {
    await using simulator = await startTelegramSimulator();
    await using _bot = await startBot(simulator, (b) => {
      b.on('message', (ctx) =>
        ctx.replyWithDocument(new InputFile(Buffer.from('a;b\n1;2\n'), 'audit.csv'), { caption: 'Audit' }),
      );
    });
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('/export');
    const { document } = await ana.sees('Audit');
    expect([document?.name, document?.bytes.toString()]).toEqual(['audit.csv', 'a;b\n1;2\n']);
    expect(simulator.violations()).toEqual([]);
  });

  it('fails with the chat in the text when something is not seen, and when something is', async () => {
    await using simulator = await startTelegramSimulator();
    await using bot = await startBot(simulator, () => {});
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('hello');
    await expect(ana.sees('world', { timeoutMs: 20 })).rejects.toThrow('#1 Ana: hello');
    await ana.seesNothing(20);
    const quiet = ana.seesNothing(5000);
    await Promise.all([
      expect(quiet).rejects.toThrow('#2 Pinwheel: surprise'),
      bot.api.sendMessage(ana.id, 'surprise'),
    ]);
  });

  it('removes deleted messages from the screen', async () => {
    await using simulator = await startTelegramSimulator();
    await using bot = await startBot(simulator, () => {});
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('hello');
    const code = await bot.api.sendMessage(ana.id, 'secret code');
    const shown = await ana.sees('secret');
    await bot.api.deleteMessage(ana.id, code.message_id);
    expect(ana.chat().map(({ text }) => text)).toEqual(['hello']);
    await expect(ana.tap(shown, 'Any')).rejects.toThrow("not on Ana's screen");
  });

  it('keeps a protected message from being forwarded or copied', async () => {
    await using simulator = await startTelegramSimulator();
    await using bot = await startBot(simulator, () => {});
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('hello');
    const sent = await bot.api.sendMessage(ana.id, 'pairing code', { protect_content: true });
    const code = await ana.sees('pairing code');
    expect(() => ana.send('', { forward: code })).toThrow('protected from forwarding');
    await expect(bot.api.forwardMessage(ana.id, ana.id, sent.message_id)).rejects.toThrow("message can't be forwarded");
    await expect(bot.api.copyMessage(ana.id, ana.id, sent.message_id)).rejects.toThrow("message can't be copied");
    expect(simulator.violations()).toEqual([]);
  });

  it('marks a forward with whom it came from', async () => {
    await using simulator = await startTelegramSimulator();
    await using _bot = await startBot(simulator, (b) => {
      b.on('message:forward_origin', (ctx) => {
        const origin = ctx.msg.forward_origin;
        return ctx.reply(`${ctx.msg.text} by ${origin.type === 'user' ? origin.sender_user.first_name : '?'}`);
      });
    });
    const [ana, bia] = [simulator.addUser({ firstName: 'Ana' }), simulator.addUser({ firstName: 'Bia' })];
    const group = simulator.addGroup({ title: 'Team', members: [ana, bia] });
    const said = bia.send('rent is due', { in: group });
    ana.send('', { forward: said });
    await ana.sees('rent is due by Bia');
    expect(simulator.violations()).toEqual([]);
  });
});
