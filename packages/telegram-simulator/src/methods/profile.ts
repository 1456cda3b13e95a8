import type { BotCommand, BotCommandScope } from '@grammyjs/types';

/** Texts and menus of the bot, each by language ('' is for every language that has none of its own). */
export class Profile {
  readonly #texts = new Map<string, string>();
  readonly #commands = new Map<string, readonly BotCommand[]>();

  text(field: string, language = ''): string {
    return this.#texts.get(`${field} ${language}`) ?? '';
  }

  setText(field: string, text: string, language = ''): void {
    this.#texts.set(`${field} ${language}`, text);
  }

  commands(scope: BotCommandScope, language = ''): readonly BotCommand[] | undefined {
    return this.#commands.get(commandKey(scope, language));
  }

  setCommands(scope: BotCommandScope, language: string | undefined, commands: readonly BotCommand[]): void {
    this.#commands.set(commandKey(scope, language), commands);
  }

  deleteCommands(scope: BotCommandScope, language = ''): void {
    this.#commands.delete(commandKey(scope, language));
  }

  /** The first list that is set wins, narrow scopes before wide ones; lists never merge. */
  menu(scopes: readonly BotCommandScope[], language: string | undefined): readonly BotCommand[] {
    for (const scope of scopes) {
      const list = this.commands(scope, language?.slice(0, 2)) ?? this.commands(scope);
      if (list) return list;
    }
    return [];
  }
}

function commandKey(scope: BotCommandScope, language = ''): string {
  const chat = 'chat_id' in scope ? String(scope.chat_id) : '';
  const member = 'user_id' in scope ? String(scope.user_id) : '';
  return [scope.type, chat, member, language].join(' ');
}
