import { rich } from '../../ui/html.js';
import type { NoticeWords } from '../notice-words.js';

/** What admins are told without having asked. */
export const notices: NoticeWords = {
  pinned_message_deleted: (_, { message, time }) =>
    rich`🗑 ${message} was deleted for everyone by its sender, ${time}, and is no longer pinned.`,
};
