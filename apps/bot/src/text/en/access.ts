import { type Html, rich } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export const access = {
  private: 'This bot is private.',
  welcome: (name: string): Html => rich`Welcome, ${name}! You own this bot now.`,
  hello: (name: string): Html => rich`Hello, ${name}. Here you pin WhatsApp messages, now or later.`,
  notYours: (): Html => rich`Your role does not reach for that.`,
  codeUsed: (): Html => rich`That code has been used already.`,
  codeExpired: (): Html => rich`That code has expired.`,
  codeRenewed: (): Html => rich`That code has expired. A new one stands in the server's log.`,
  linkFirst: (): Html => rich`No WhatsApp account is linked yet: /link`,
  helpHint: (): Html => rich`What I can do: /help`,
};

export const talk = {
  unknownCommand: (typed: string, nearest: string): Html =>
    rich`I do not know /${typed}. Did you mean /${nearest}? All commands: /help`,
  onlyCommands: (): Html => rich`I answer commands. What I can do: /help`,
  forwarded: (tap: Html): Html => rich`To pin what this shows, reply to it with /pin, or tap ${tap}`,
  noMediaYet: (): Html =>
    rich`A photo, video or file cannot be posted from here yet. I can pin a text, or a message that is in WhatsApp already: /messages`,
  trouble: (id: string): Html =>
    rich`That failed on our side, and not because of you. The log has it as <code>${id}</code>. Have a look at how things stand before you ask again: /status`,
  databaseDown: (): Html =>
    rich`🔴 The database does not answer. Nothing that you have asked for is lost, but nothing can be read or started now. Commands sent meanwhile are carried out when it is back.`,
  cancelled: (): Html => rich`Cancelled. Nothing was done.`,
  nothingToCancel: (): Html => rich`There is nothing to cancel: no question is open.`,
};

export const taps: NamesFor<'unknown' | 'expired' | 'used' | 'foreign' | 'failed'> = {
  unknown: 'This button does nothing any more.',
  expired: 'This button is too old. Please give the command again.',
  used: 'That has been answered already.',
  foreign: 'This button is not yours.',
  failed: 'That failed on our side; the message below says more.',
};
