import { agenda } from './agenda.js';
import { announce } from './announce.js';
import { audit } from './audit.js';
import { cancel } from './cancel.js';
import { chats } from './chats.js';
import type { Command } from './command.js';
import { helpOf } from './help.js';
import { link } from './link.js';
import { messages } from './messages.js';
import type { CommandName } from './names.js';
import { pin } from './pin.js';
import { pins } from './pins.js';
import { renew } from './renew.js';
import { rotation } from './rotation.js';
import { schedule } from './schedule.js';
import { settings } from './settings.js';
import { start } from './start.js';
import { status } from './status.js';
import { tokens } from './tokens.js';
import { unpin } from './unpin.js';

const help = helpOf(() => Object.values(commands));

/** Every command, in the order in which menus and /help list them. */
export const commands: { readonly [Name in CommandName]: Command } = {
  pin,
  unpin,
  renew,
  announce,
  cancel,
  messages,
  pins,
  chats,
  status,
  audit,
  schedule,
  agenda,
  rotation,
  settings,
  link,
  tokens,
  start,
  help,
};
