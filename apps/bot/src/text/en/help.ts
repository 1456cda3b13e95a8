import type { CommandName } from '../../commands/names.js';
import { type Html, rich } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export type HelpGroup = 'pin' | 'look' | 'plan' | 'setup';

export interface CommandHelp {
  /** For Telegram's menu and /help: one line, without markup. */
  summary: string;
  examples: readonly string[];
}

const groups: NamesFor<HelpGroup> = {
  pin: 'Pin and unpin',
  look: 'Look around',
  plan: 'Plan ahead',
  setup: 'Set up',
};

const commands: { readonly [Name in CommandName]: CommandHelp } = {
  start: { summary: 'Say hello', examples: ['/start'] },
  help: { summary: 'What I can do', examples: ['/help', '/help pin'] },
  link: {
    summary: 'Link a WhatsApp account',
    examples: ['/link', '/link code +55 11 99999-0000', '/link status', '/link off'],
  },
  status: { summary: 'How everything stands', examples: ['/status'] },
  chats: { summary: 'Chats; tap one to work in it', examples: ['/chats', '/chats garden'] },
  messages: {
    summary: 'Messages heard, newest first',
    examples: ['/messages', '/messages 20', '/messages search collection', '/messages from Ana', '/messages media'],
  },
  pin: {
    summary: 'Pin a message, or a new text',
    examples: [
      '/pin m7',
      '/pin last for 24h',
      '/pin "Collection today" until tomorrow 18:00',
      '/pin m7 for ever slot 2 in g1',
      '/pin m7 for ever slot 1 locked',
    ],
  },
  unpin: { summary: 'Take a pin down', examples: ['/unpin', '/unpin p2', '/unpin m7', '/unpin all'] },
  announce: {
    summary: 'Post and pin a text in many chats',
    examples: ['/announce "Water off on Tuesday" in g1,g2 for 24h', '/announce "Welcome, everybody" in all for ever'],
  },
  audit: {
    summary: 'Who did what, when, and how it ended',
    examples: ['/audit', '/audit 20', '/audit by Ana', '/audit in g1', '/audit a104', '/audit export'],
  },
  renew: { summary: 'Keep a pin up past its time, or not', examples: ['/renew p2 on', '/renew p2 off'] },
  pins: { summary: 'What is pinned now', examples: ['/pins', '/pins in g1'] },
  schedule: {
    summary: 'Pin later, once or again and again',
    examples: [
      '/schedule tomorrow 9:00 m7',
      '/schedule every monday 08:00 "Collection today" for 24h',
      '/schedule 25/12 18:00 unpin p2',
      '/schedule friday 9:00 swap p2 m7',
      '/schedule every day 9:00 from 1/12 until 20/12 except sundays m7 for 3h',
      '/schedule 5 days before 24/12 19:00 to 23:00 m7 until half-way',
      '/schedule every day 8:00 m7 if quiet skip catch up once within 2h',
      '/schedule list',
      '/schedule s12 pause',
      '/schedule s12 move friday 19:00',
    ],
  },
  agenda: {
    summary: 'What will be pinned and unpinned',
    examples: ['/agenda', '/agenda 14', '/agenda picture', '/agenda calendar in g1'],
  },
  rotation: {
    summary: 'Announcements that take turns',
    examples: [
      '/rotation',
      '/rotation create notices every monday 08:00',
      '/rotation create welcome every day 9:00 slot 2 shuffle in g1,g2 stagger 5m',
      '/rotation add r1 "Quiet after 22 h"',
      '/rotation add r1 "Choir on Sunday" weight 2 from 1/12 until 24/12 at least 2 days',
      '/rotation set r1 2 weight 3 until 24/12',
      '/rotation move r1 3 1',
      '/rotation next r1',
      '/rotation preview r1',
    ],
  },
  settings: {
    summary: 'Zone, quiet hours, default hold and more',
    examples: [
      '/settings',
      '/settings tz America/Sao_Paulo',
      '/settings lang pt',
      '/settings quiet 22-7',
      '/settings hold 7d',
      '/settings drift repair 3 a day',
      '/settings gap 60s',
      '/settings cap 20',
      '/settings lock 1',
      '/settings reports owners in g1',
    ],
  },
  tokens: {
    summary: 'Keys to the HTTP API',
    examples: ['/tokens', '/tokens create shop', '/tokens create shop main', '/tokens revoke shop'],
  },
  cancel: { summary: 'Cancel the open question', examples: ['/cancel'] },
};

export const help = {
  groups,
  commands,
  title: (): Html => rich`<b>What I can do</b>`,
  more: (): Html => rich`More about one of them: <code>/help pin</code>`,
  targets: (): Html =>
    rich`You can also reply to a message that I show with /pin, and tap a ref like /pin_m7. Times are understood in English and in Portuguese.`,
};
