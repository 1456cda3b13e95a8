/**
 * A change to the account's own view of its chats, on its phone and its linked devices. Nobody else sees it, it takes no
 * slot of a board, and making it again changes nothing.
 */
export type ViewChange =
  /** To the top of the account's list of chats, or back among the others. */
  | { kind: 'pin_chat'; pinned: boolean }
  | { kind: 'favorite_chat'; favorite: boolean }
  /** What phones call starred. */
  | { kind: 'favorite_message'; messageId: number; favorite: boolean };

/** How many chats WhatsApp's apps let an account pin. */
export const pinnedChatsLimit = 3;

/** Whether both ask for the same, so that one of them is enough. */
export const isSameChange = (one: ViewChange, other: ViewChange): boolean =>
  isSameSubject(one, other) && wanted(one) === wanted(other);

/** Whether both are about the same chat's or message's place in the view, within one chat. */
export const isSameSubject = (one: ViewChange, other: ViewChange): boolean =>
  one.kind === other.kind && subjectOf(one) === subjectOf(other);

const wanted = (change: ViewChange): boolean => (change.kind === 'pin_chat' ? change.pinned : change.favorite);

const subjectOf = (change: ViewChange): number | null => (change.kind === 'favorite_message' ? change.messageId : null);
