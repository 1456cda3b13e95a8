import type { LostPin } from '@pinwheel/domain';
import { type Html, rich } from '../../ui/html.js';

const losses: { readonly [Loss in LostPin['loss']]: (who: string, time: Html) => Html } = {
  taken_down: (who, time) => rich`taken down by ${who}, ${time}`,
  evicted: (_, time) => rich`pushed out by a fourth pin, ${time}`,
  ran_out: (_, time) => rich`ran out ${time} and could not be renewed in time`,
};

/** What is wanted on a board and not shown. */
export const drift = {
  title: (): Html => rich`⚠️ Wanted, but not pinned:`,
  line: (pin: Html, message: Html): Html => rich`<b>${pin}</b> · ${message}`,
  losses,
  pinAgain: (ref: string): string => `📌 Pin ${ref} again`,
  accept: (ref: string): string => `Accept: ${ref} is gone`,
  accepted: (ref: Html, message: Html): Html =>
    rich`✅ ${ref} ${message} is no longer wanted. Nothing was changed in the chat.`,
  letGo: (refs: string): Html =>
    rich`✅ ${refs}: no longer wanted. Somebody had taken it down before, so nothing was changed in the chat.`,
  shown: (message: Html): Html => rich`${message} is pinned: there is nothing to accept. To take it down: /unpin`,
  decideThere: (commands: string): Html => rich`To pin again or to accept: ${commands}`,
};
