import type { CancelReason } from '@pinwheel/domain';
import type {
  CommandFailure,
  LinkingFailure,
  PinRefusal,
  RotationRefusal,
  ScheduleRefusal,
  UnpinRefusal,
} from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';
import type { NamesFor, WordsFor } from '../words.js';
import { messageKinds } from './chats.js';

type Plain =
  | Exclude<PinRefusal, { kind: 'already_pinned' }>
  | UnpinRefusal
  | Exclude<ScheduleRefusal, { kind: 'quiet_hours' }>
  | RotationRefusal;

/** Why something was not even tried. What says a time as well is put together elsewhere. */
export const refusals: WordsFor<Plain> = {
  not_a_member: () => rich`We are not a member of that chat.`,
  only_admins_pin: () => rich`Only admins may pin there, and our account is not one of them.`,
  channel: () => rich`WhatsApp has no pins in channels.`,
  message_deleted: () => rich`Its sender has deleted that message.`,
  message_unpinnable: ({ messageKind }) => rich`WhatsApp does not let anybody pin a ${messageKinds[messageKind]}.`,
  chat_gone: () => rich`That chat is gone.`,
  message_gone: () => rich`That message is gone.`,
  already_under_way: () => rich`That is on its way already.`,
  board_full: ({ slots }) => rich`All ${slots} slots are taken, or locked.`,
  slot_taken: ({ slot }) => rich`Slot ${slot} is taken.`,
  slot_locked: ({ slot }) =>
    rich`Slot ${slot} is locked: what is in it stays, and nothing else takes its place. To unlock it: <code>/settings unlock ${slot}</code>`,
  no_such_slot: ({ slot, slots }) => rich`There is no slot ${slot}; the slots are 1 to ${slots}.`,
  text_too_long: ({ limit }) => rich`That text is too long: WhatsApp takes ${limit} characters.`,
  hold_over: () => rich`The time for which it was to be pinned has passed.`,
  slots_promised: () => rich`The slots that are free belong to other rotations.`,
  nobodys_turn: () => rich`It is nobody's turn: the days of none of its items include this one.`,
  item_gone: ({ place, rotationId }) =>
    rich`Its message was deleted, so the turns of r${rotationId} pass over item ${place}. To take it out: <code>/rotation remove r${rotationId} ${place}</code>`,
  author_left: () => rich`Whoever planned this is no longer an admin. It is paused.`,
  board_changed: () => rich`The pins of that chat have changed meanwhile.`,
  not_pinned: () => rich`That is not pinned.`,
  no_occurrence: () => rich`That time has passed: it would never happen.`,
  slot_of_rotation: ({ slot, rotationId, name }) =>
    rich`Slot ${slot} belongs to the rotation r${rotationId} “${name}”.`,
  no_slot_left: ({ slots }) =>
    slots === 0
      ? rich`All slots are locked.`
      : rich`A rotation needs a slot that is not locked, and each of the ${slots} has one already.`,
  name_taken: () => rich`There is a rotation of that name in this chat already.`,
};

export const alreadyPinned = {
  until: (message: Html, pin: Html, time: Html): Html => rich`${message} is pinned already (${pin}), until ${time}.`,
  forEver: (message: Html, pin: Html): Html => rich`${message} is pinned already (${pin}), without an end.`,
};

export const untimely = {
  quietHours: (time: Html, until: Html): Html =>
    rich`${time} is within the quiet hours of this chat. Say what is to happen then: <code>if quiet move</code> (at their end, ${until}), <code>if quiet skip</code>, or <code>if quiet anyway</code>.`,
  missed: (time: Html): Html => rich`Its time passed while I was not running (${time}), and it is not caught up on.`,
  missedSeveral: (count: number, first: Html, last: Html): Html =>
    rich`${count} of its times passed while I was not running (from ${first} to ${last}), and they are not caught up on.`,
};

export const failures: WordsFor<Exclude<CommandFailure, { kind: 'not_planned' }>> = {
  refused: ({ code }) => refusedBy(code),
  unknown: () =>
    rich`WhatsApp never answered, though it was asked several times. Please look at the chat on a phone; /pins shows what I know.`,
  cancelled: ({ reason }) => cancellations[reason](),
};

const cancellations: { readonly [Reason in CancelReason]: () => Html } = {
  needed_operation_failed: () => rich`Something that had to be done first failed.`,
  message_deleted: () => rich`Its sender has deleted the message meanwhile.`,
  hold_over: () => rich`Its time was over before WhatsApp could be reached.`,
  board_full: () =>
    rich`There was no room for it any more, and it would have pushed out another pin. /pins shows them.`,
  by_hand: () => rich`Somebody has changed it on a phone meanwhile.`,
  superseded: () => rich`Its plan came round again before this one could be sent.`,
  unlinked: () => rich`The account was unlinked before it could be sent.`,
  withdrawn: () => rich`A program took it off the queue before it was sent.`,
  pinned_chats_full: () => rich`Three chats are pinned on the account already, and WhatsApp’s apps allow no more.`,
  favorites_unreadable: () =>
    rich`The phone has not given us the key to its favorites, and writing without it would lose them.`,
};

function refusedBy(code: number): Html {
  switch (code) {
    case 403:
      return rich`WhatsApp says that we are not allowed to (403). Is our account still a member, and an admin where only admins pin?`;
    case 421:
    case 479:
      return rich`WhatsApp does not accept how the message is addressed (${code}). It may help to wait for a new message of that sender.`;
    case 463:
      return rich`WhatsApp has restricted our account (463): it may not do this for now. Look at the phone for a notice.`;
    case 429:
      return rich`WhatsApp says that we are too fast (429). Please wait some minutes.`;
    default:
      return rich`WhatsApp has refused it, with the number ${code}.`;
  }
}

export const linkingFailures: NamesFor<LinkingFailure> = {
  nobody_scanned: 'Nobody scanned it in time. Try again: /link',
  bad_phone:
    'WhatsApp does not know that phone number. Give it with country and area code, as in /link code +55 11 99999-0000',
  refused: 'WhatsApp has refused to link the account. Wait a while and try again: /link',
  logged_out: 'The phone has logged it out. To link it again: /link',
  replaced: 'Another process uses the same account now.',
  broken_credentials:
    'The stored credentials could not be read, so the account must be linked anew: /link off, then /link',
};
