import { type CancelReason, formatRef, type Operation, pinnedChatsLimit } from '@pinwheel/domain';
import type {
  CommandFailure,
  Missed,
  PinRefusal,
  QueueFull,
  RotationRefusal,
  ScheduleRefusal,
  UnpinRefusal,
} from '@pinwheel/pinning';

type Refusal = PinRefusal | UnpinRefusal | ScheduleRefusal | RotationRefusal | Missed;

/** Why something was not even tried, for the developer who reads the answer. */
export function whyRefused(refusal: Refusal | QueueFull): string {
  switch (refusal.kind) {
    case 'not_a_member':
      return 'the account is not a member of that chat';
    case 'only_admins_pin':
      return 'only admins may pin in that chat, and the account is not one of them';
    case 'channel':
      return 'WhatsApp has no pins in channels';
    case 'message_deleted':
      return 'the message was deleted by its sender';
    case 'message_unpinnable':
      return 'WhatsApp does not let anybody pin a message of that kind';
    case 'chat_gone':
      return 'that chat is gone';
    case 'message_gone':
      return 'that message is gone';
    case 'already_pinned':
      return 'the message is pinned already';
    case 'already_under_way':
      return 'the same is under way already';
    case 'board_full':
      return `all ${refusal.slots} slots are locked, or taken by pins that are on their way`;
    case 'slot_taken':
      return `slot ${refusal.slot} is taken`;
    case 'slot_locked':
      return `slot ${refusal.slot} is locked`;
    case 'no_such_slot':
      return `there is no slot ${refusal.slot}`;
    case 'text_too_long':
      return `the text is longer than ${refusal.limit} characters`;
    case 'hold_over':
      return 'the time for which it was to be pinned has passed';
    case 'slots_promised':
      return 'the slots that are free belong to rotations';
    case 'nobodys_turn':
      return 'the days of none of the items include this one';
    case 'item_gone':
      return 'the message of an item was deleted';
    case 'author_left':
      return 'whoever planned it is no longer an admin';
    case 'board_changed':
      return 'what is pinned in that chat has changed meanwhile';
    case 'not_pinned':
      return 'the message is not pinned';
    case 'missed':
      return 'its time passed while Pinwheel was not running';
    case 'quiet_hours':
      return `${new Date(refusal.at).toISOString()} is within the chat's quiet hours; say what becomes of it then`;
    case 'no_occurrence':
      return 'that time has passed: it would never happen';
    case 'slot_of_rotation':
      return `slot ${refusal.slot} belongs to the rotation ${formatRef('rotation', refusal.rotationId)}`;
    case 'no_slot_left':
      return `each of the ${refusal.slots} slots has a rotation already`;
    case 'queue_full':
      return `The queue is full: ${refusal.limit} operations wait for the connection`;
    case 'name_taken':
      return 'there is a rotation of that name in the chat already';
  }
}

/** How a command came to nothing. */
export function whyFailed(failure: CommandFailure): string {
  switch (failure.kind) {
    case 'refused':
      return `WhatsApp refused it with the number ${failure.code}`;
    case 'unknown':
      return 'WhatsApp never answered, though it was asked several times';
    case 'cancelled':
      return `it was given up: ${cancellations[failure.reason]}`;
    case 'not_planned':
      return whyRefused(failure.why);
  }
}

const cancellations: Readonly<Record<CancelReason, string>> = {
  needed_operation_failed: 'something that had to be done first failed',
  message_deleted: 'its sender has deleted the message meanwhile',
  hold_over: 'its time was over before WhatsApp could be reached',
  board_full: 'there was no room for it any more, and it would have pushed out another pin',
  by_hand: 'somebody has changed it on a phone meanwhile',
  superseded: 'the next time of the same schedule or rotation came first',
  unlinked: 'the account was unlinked',
  withdrawn: 'it was taken off the queue',
  pinned_chats_full: `${pinnedChatsLimit} chats are pinned already, and WhatsApp's apps allow no more`,
  favorites_unreadable: 'the phone has not given us the key to its favorites, and they would be lost',
};

/** How an operation came to nothing. */
export function whyEnded({ state, refusal, cancelReason }: Operation): string {
  if (state === 'refused') return whyFailed({ kind: 'refused', code: refusal! });
  return cancelReason === null
    ? whyFailed({ kind: 'unknown' })
    : whyFailed({ kind: 'cancelled', reason: cancelReason });
}
