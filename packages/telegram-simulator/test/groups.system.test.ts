import { describe, expect, it } from 'vitest';
import { startTelegramSimulator } from '../src/index.js';
import { createBot, startBot } from './bots.js';

describe('a group', () => {
  it('lets the bot hear commands, replies to it and mentions of it, nothing else', async () => {
    await using simulator = await startTelegramSimulator({ botUsername: 'pin_bot' });
    const [ana, bia] = [simulator.addUser({ firstName: 'Ana' }), simulator.addUser({ firstName: 'Bia' })];
    const group = simulator.addGroup({ title: 'Team', members: [ana, bia], admins: [bia] });
    const heard: string[] = [];
    await using bot = await startBot(simulator, (b) => {
      b.on('message:text', async (ctx) => {
        heard.push(`${ctx.from.first_name}: ${ctx.msg.text}`);
        if (ctx.hasCommand('pin')) await ctx.reply('what?', { reply_parameters: { message_id: ctx.msg.message_id } });
        if (ctx.msg.text === '@pin_bot stop') await ctx.reply('stopped');
      });
    });
    ana.send('good morning', { in: group });
    const command = ana.send('/pin', { in: group });
    const question = await bia.sees('what?');
    expect(question.replyTo).toBe(command.id);
    ana.send('/pin@other_bot', { in: group });
    bia.send('the rules', { in: group, replyTo: question });
    ana.send('mail me at x@pin_bot.org', { in: group });
    ana.send('@pin_bot stop', { in: group });
    await ana.sees('stopped');
    expect(heard).toEqual(['Ana: /pin', 'Bia: the rules', 'Ana: @pin_bot stop']);
    expect(ana.chat()).toEqual([]);
    expect(ana.chat(group)).toHaveLength(8);
    expect((await bot.api.getChatAdministrators(group.id)).map(({ user }) => user.id)).toEqual([bia.id]);
    expect((await bot.api.getChatMember(group.id, ana.id)).status).toBe('member');
    expect(await bot.api.getChat(group.id)).toMatchObject({ type: 'supergroup', title: 'Team' });
    expect(simulator.violations()).toEqual([]);
  });

  it('shows each person the menu of the narrowest scope and of the language', async () => {
    await using simulator = await startTelegramSimulator();
    const ana = simulator.addUser({ firstName: 'Ana', languageCode: 'pt-br' });
    const bia = simulator.addUser({ firstName: 'Bia' });
    const group = simulator.addGroup({ title: 'Team', members: [ana, bia], admins: [bia] });
    const { api } = createBot(simulator);
    const set = (command: string, options?: Parameters<typeof api.setMyCommands>[1]) =>
      api.setMyCommands([{ command, description: command }], options);
    await set('pin');
    await set('fixar', { language_code: 'pt' });
    await set('admin', { scope: { type: 'all_chat_administrators' } });
    await set('mine', { scope: { type: 'chat', chat_id: bia.id } });
    const menus = [ana.menu(), ana.menu(group), bia.menu(), bia.menu(group)];
    expect(menus.map(([first]) => first?.command)).toEqual(['fixar', 'fixar', 'mine', 'admin']);
    await api.deleteMyCommands({ scope: { type: 'chat', chat_id: bia.id } });
    expect(bia.menu().map(({ command }) => command)).toEqual(['pin']);
    expect(simulator.violations()).toEqual([]);
  });

  it('is a chat of its own, with its own message ids', async () => {
    await using simulator = await startTelegramSimulator();
    const [ana, bia] = [simulator.addUser({ firstName: 'Ana' }), simulator.addUser({ firstName: 'Bia' })];
    const group = simulator.addGroup({ title: 'Team', members: [ana] });
    expect([ana.send('x'), ana.send('y', { in: group })].map(({ id }) => id)).toEqual([1, 1]);
    expect(() => bia.send('z', { in: group })).toThrow('Bia is not in Team');
  });
});
