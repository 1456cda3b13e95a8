import type { RepairFailure } from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';
import type { NoticeWords } from '../notice-words.js';
import { say } from '../words.js';
import { failures, refusals } from './refusals.js';

/** What admins are told without having asked. */
export const notices: NoticeWords = {
  taken_down: (_, { message, time, who }) => rich`⚠️ ${who} took down ${message}, ${time}. It was to stay.`,
  pushed_out: (_, { message, time }) => rich`⚠️ ${message} had to go for a fourth pin, ${time}. It was to stay.`,
  repairs_spent: ({ repairs }, { message, time, who }) =>
    rich`⚠️ ${who} took down ${message} again, ${time}. I have pinned again ${repairs} ${repairs === 1 ? 'time' : 'times'} today in this chat and leave it alone now.`,
  no_room: (_, { message, time, who }) =>
    rich`⚠️ ${message} is down since ${time} (${who}), and no slot is free to pin it again.`,
  not_repaired: ({ why }, { message, time, who }) =>
    rich`⚠️ ${who} took down ${message}, ${time}, and I could not pin it again. ${reason(why)}`,
  pinned_message_deleted: (_, { message, time }) =>
    rich`🗑 ${message} was deleted for everyone, ${time}, and is no longer pinned.`,
  rights_lost: (_, { obstacle, plans }) =>
    rich`⏸ ${obstacle} Suspended: ${plans}. It goes on by itself once we may pin here again.`,
  rights_back: (_, { plans }) => rich`▶️ We may pin here again. Going on: ${plans}.`,
};

const reason = (why: RepairFailure): Html => (isFailure(why) ? say(failures, why) : say(refusals, why));

const isFailure = (why: RepairFailure): why is Extract<RepairFailure, { kind: keyof typeof failures }> =>
  why.kind in failures;
