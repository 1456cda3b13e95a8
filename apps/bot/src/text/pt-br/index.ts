import type { Messages } from '../messages.js';
import { access, talk, taps } from './access.js';
import { announcements } from './announcements.js';
import { audit } from './audit.js';
import { chats, messageKinds, messages } from './chats.js';
import { misreadings } from './grammar.js';
import { differences } from './differences.js';
import { drift } from './drift.js';
import { help } from './help.js';
import { notices } from './notices.js';
import { pins } from './pins.js';
import { agenda, holds, rotations, schedules } from './plans.js';
import { alreadyPinned, failures, linkingFailures, refusals, untimely } from './refusals.js';
import { budget, renewals } from './renewals.js';
import { settings } from './settings.js';
import { linking, status } from './system.js';
import { tokens } from './tokens.js';
import { views } from './views.js';

export const ptBR: Messages = {
  access,
  agenda,
  alreadyPinned,
  announcements,
  audit,
  budget,
  chats,
  differences,
  drift,
  failures,
  help,
  holds,
  linking,
  linkingFailures,
  messageKinds,
  messages,
  misreadings,
  notices,
  pins,
  refusals,
  renewals,
  rotations,
  schedules,
  settings,
  status,
  talk,
  taps,
  tokens,
  untimely,
  views,
};
