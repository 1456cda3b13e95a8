import type { Api } from 'grammy';
import type { Language } from '../text/language.js';
import { messagesIn } from '../text/messages.js';
import { type CommandName, nameIn } from './names.js';
import { commands } from './table.js';

/** Telegram's menus: English for all, Portuguese for those who have it. A list replaces the default one as a whole. */
export async function setMenus(api: Api): Promise<void> {
  await api.setMyCommands(menuIn('en'));
  await api.setMyCommands(menuIn('pt-BR'), { language_code: 'pt' });
}

function menuIn(language: Language): { command: string; description: string }[] {
  const { help } = messagesIn(language);
  return (Object.keys(commands) as CommandName[]).map((name) => ({
    command: nameIn(name, language),
    description: help.commands[name].summary,
  }));
}
