import type { BotCommandScope } from '@grammyjs/types';
import { badRequest } from '../refusal.js';
import type { Method } from './method.js';

export const getMe: Method<'getMe'> = ({ world }) => ({
  ...world.bot,
  is_bot: true,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_guest_queries: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
});

const everywhere: BotCommandScope = { type: 'default' };

export const setMyCommands: Method<'setMyCommands'> = ({ profile }, payload) => {
  if (payload.commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of payload.commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  profile.setCommands(payload.scope ?? everywhere, payload.language_code, payload.commands);
  return true;
};

export const getMyCommands: Method<'getMyCommands'> = ({ profile }, payload) => [
  ...(profile.commands(payload.scope ?? everywhere, payload.language_code) ?? []),
];

export const deleteMyCommands: Method<'deleteMyCommands'> = ({ profile }, payload) => {
  profile.deleteCommands(payload.scope ?? everywhere, payload.language_code);
  return true;
};

export const setMyName: Method<'setMyName'> = ({ profile }, payload) => {
  profile.setText('name', payload.name ?? '', payload.language_code);
  return true;
};

export const getMyName: Method<'getMyName'> = ({ profile, world }, payload) => ({
  name: profile.text('name', payload.language_code) || profile.text('name') || world.bot.first_name,
});

export const setMyDescription: Method<'setMyDescription'> = ({ profile }, payload) => {
  profile.setText('description', payload.description ?? '', payload.language_code);
  return true;
};

export const getMyDescription: Method<'getMyDescription'> = ({ profile }, payload) => ({
  description: profile.text('description', payload.language_code),
});

export const setMyShortDescription: Method<'setMyShortDescription'> = ({ profile }, payload) => {
  profile.setText('short description', payload.short_description ?? '', payload.language_code);
  return true;
};

export const getMyShortDescription: Method<'getMyShortDescription'> = ({ profile }, payload) => ({
  short_description: profile.text('short description', payload.language_code),
});
