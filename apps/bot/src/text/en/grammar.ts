import type { CronFault, RefKind } from '@pinwheel/domain';
import type { Misread } from '../../grammar/misread.js';
import { rich } from '../../ui/html.js';
import type { NamesFor, WordsFor } from '../words.js';

const things: NamesFor<RefKind> = {
  chat: 'a chat, like g1',
  message: 'a message, like m7',
  pin: 'a pin, like p2',
  schedule: 'a schedule, like s12',
  rotation: 'a rotation, like r1',
  audit: 'an entry of the history, like a104',
};

const cronFaults: NamesFor<CronFault> = {
  not_five_fields: 'it needs five fields',
  minute: 'the minute is wrong',
  hour: 'the hour is wrong',
  day: 'the day of the month is wrong',
  month: 'the month is wrong',
  weekday: 'the weekday is wrong',
  never: 'it never comes',
};

const missing: NamesFor<Extract<Misread, { kind: 'missing' }>['what']> = {
  name: 'a name, as in /rotation create notices every monday 08:00',
  every: 'when it takes turns, as in every monday 08:00',
  rotation: 'which rotation, as in r1',
  place: 'which item, by its number',
  terms: 'what it shall be, like weight 3, from 1/12 until 24/12, always, at least 2 days or no minimum',
  words: 'what to look for',
  pin: 'which pin, as in unpin p2, or unpin all',
};

export const misreadings: WordsFor<Misread> = {
  not_understood: ({ word }) => rich`I do not understand “${word}”.`,
  no_time: ({ words }) => rich`“${words}” has no time of day. Like this: ${words} 9:00`,
  past: ({ words }) => rich`“${words}” has passed already.`,
  no_such_day: ({ words }) => rich`There is no such day: “${words}”.`,
  too_often: ({ words }) => rich`“${words}” is too often: once a minute at most.`,
  too_short: ({ words }) => rich`“${words}” is too short.`,
  bad_cron: ({ expression, fault }) => rich`“${expression}” is no cron expression: ${cronFaults[fault]}.`,
  nothing: () => rich`Something is missing there: a time.`,
  lone_word: ({ word }) =>
    rich`I do not understand “${word}”. If it is a text to be posted, put it in quotes: <code>"${word}"</code>`,
  unclear_text: ({ word }) =>
    rich`I do not understand “${word}”. If it belongs to a text to be posted, put the whole text in quotes.`,
  stray_word: ({ word }) => rich`I do not understand “${word}” there.`,
  no_event_end: ({ words }) => rich`“${words}”: when does it end? Like this: half-way through 24/12 19:00 to 23:00.`,
  not_recurring: ({ word }) => rich`“${word}” fits only what comes again and again, like every monday 8:00.`,
  twice: ({ word }) => rich`“${word}”: that was said already.`,
  wrong_ref: ({ word, wanted }) => rich`“${word}” does not fit there: it should be ${things[wanted]}.`,
  ref_gone: ({ word }) => rich`${word}: that is gone.`,
  not_a_slot: ({ word }) => rich`“${word}” is not a slot: it should be a number, as in slot 2.`,
  no_such_chat: ({ words }) =>
    rich`I know no chat “${words}”. The chats: /chats. If it belongs to a text to be posted, put the whole text in quotes.`,
  no_chat_given: ({ word }) => rich`In which chat? After “${word}” comes a ref, like g1, or a part of its name.`,
  ends_before: ({ words }) => rich`“${words}” ends before it begins.`,
  several_chats: ({ words }) =>
    rich`There are several chats “${words}”: name it by its ref, like g1. The chats: /chats`,
  no_target: () =>
    rich`What shall be pinned? Reply to a message with this command, name it (m7), say last, or put a text in quotes. The messages: /messages`,
  no_last: () => rich`There is no last message: I have not heard any in this chat yet.`,
  not_relayed: () =>
    rich`What you replied to does not show exactly one WhatsApp message. Name the message by its ref, like m7: /messages`,
  no_when: () => rich`When? For example tomorrow 9:00, every monday 08:00, in 2h.`,
  only_once: ({ words }) => rich`“${words}” happens once: a rotation needs a rhythm, like every monday 08:00.`,
  not_a_number: ({ word }) => rich`“${word}” is not a number I can use.`,
  missing: ({ what }) => rich`Something is missing: ${missing[what]}.`,
};
