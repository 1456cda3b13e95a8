import type { Chat } from '@pinwheel/domain';
import type { CommandFailure } from '@pinwheel/pinning';
import { sayRefusal } from '../commands/refuse.js';
import { say } from '../text/words.js';
import type { Html } from '../ui/html.js';
import type { Shows } from '../ui/show.js';

/** Why a command came to nothing. */
export const reason = (failure: CommandFailure, chat: Chat, shows: Shows): Html =>
  failure.kind === 'not_planned' ? sayRefusal(failure.why, chat, shows) : say(shows.say.failures, failure);
