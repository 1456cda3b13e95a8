import { type Html, html } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export const access = {
  private: 'This bot is private.',
  welcome: (name: string): Html => html`Welcome, ${name}! You own this bot now.`,
  hello: (name: string): Html => html`Hello, ${name}. Here you pin WhatsApp messages, now or later.`,
  notYours: (): Html => html`Your role does not reach for that.`,
  codeUsed: (): Html => html`That code has been used already.`,
  codeExpired: (): Html => html`That code has expired. A new one stands in the server's log.`,
  linkFirst: (): Html => html`No WhatsApp account is linked yet: /link`,
  helpHint: (): Html => html`What I can do: /help`,
};

export const talk = {
  unknownCommand: (typed: string, nearest: string): Html =>
    html`I do not know /${typed}. Did you mean /${nearest}? All commands: /help`,
  onlyCommands: (): Html => html`I answer commands. What I can do: /help`,
  noMediaYet: (): Html =>
    html`A photo, video or file cannot be posted from here yet. I can pin a text, or a message that is in WhatsApp
    already: /messages`,
  trouble: (id: string): Html =>
    html`That failed on our side, and not because of you. The log has it as <code>${id}</code>. Have a look at how
      things stand before you ask again: /status`,
  databaseDown: (): Html =>
    html`🔴 The database does not answer. Nothing that you have asked for is lost, but nothing can be read or started
    now. Commands sent meanwhile are carried out when it is back.`,
  cancelled: (): Html => html`Left. Nothing was done.`,
  nothingToCancel: (): Html => html`There is nothing to leave: no question is open.`,
  questionLeft: 'Left.',
};

export const taps: NamesFor<'unknown' | 'expired' | 'used' | 'foreign' | 'failed'> = {
  unknown: 'This button does nothing any more.',
  expired: 'This button is too old. Please give the command again.',
  used: 'That has been answered already.',
  foreign: 'This button is not yours.',
  failed: 'That failed on our side; the message below says more.',
};
