/** Why an operation was given up without being sent. */
export type CancelReason =
  | 'needed_operation_failed'
  | 'message_deleted'
  | 'hold_over'
  /** What was to make room for a pin came to nothing, or somebody was faster: it would have pushed out another. */
  | 'board_full'
  /** A rotation's next turn, or a schedule's next occurrence, came before this one could be sent. */
  | 'superseded'
  /** Somebody has changed it on a phone meanwhile. */
  | 'by_hand'
  /** The account was unlinked. */
  | 'unlinked'
  /** A program took it off the queue before an attempt was made. */
  | 'withdrawn'
  /** The account has as many pinned chats as WhatsApp's apps allow. */
  | 'pinned_chats_full'
  /** Adding to the favorites would have replaced others, which we have no key to read. */
  | 'favorites_unreadable';
