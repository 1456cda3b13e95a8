import { type Html, rich } from '../../ui/html.js';

export const renewals = {
  howTo: (): Html =>
    rich`Which pin, and on or off? <code>/renew p2 on</code> keeps it up until somebody takes it down; <code>/renew p2 off</code> lets it go when its time ends. The pins: /pins`,
  on: (pin: Html): Html => rich`🔁 ${pin} stays until somebody takes it down; it is renewed by itself.`,
  next: (time: Html): Html => rich`Renewed for the first time ${time}.`,
  off: (pin: Html, time: Html): Html => rich`${pin} is not renewed: it goes ${time}.`,
};

/** What waits for its chat's budget. */
export const budget = {
  putOffTitle: (): Html => rich`⏳ <b>Put off</b>`,
  pinLater: (message: Html, time: Html, why: Html): Html => rich`pin ${message}: ${time}, ${why}`,
  unpinLater: (message: Html, time: Html, why: Html): Html => rich`unpin ${message}: ${time}, ${why}`,
  postLater: (message: Html, time: Html, why: Html): Html => rich`post ${message}: ${time}, ${why}`,
  wasPutOff: (time: Html, why: Html): Html => rich`Put off until ${time}: ${why}.`,
  gap: (gap: Html): Html => rich`one change in ${gap}`,
  day: (changes: number): Html => rich`at most ${changes} ${changes === 1 ? 'change' : 'changes'} in 24 hours`,
};
