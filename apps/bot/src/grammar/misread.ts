import type { RefKind, Refusal as WhenRefusal } from '@pinwheel/domain';

/** Why words were not understood. Each names the word or words that it is about. */
export type Misread =
  | WhenRefusal
  /** One word without quotes: too little to be taken for a text that everybody will read. */
  | { kind: 'lone_word'; word: string }
  /** In what could be a text, something that begins like an option and is none. */
  | { kind: 'unclear_text'; word: string }
  | { kind: 'stray_word'; word: string }
  | { kind: 'twice'; word: string }
  /** A beginning, an end or days left out, of what comes once. */
  | { kind: 'not_recurring'; word: string }
  | { kind: 'wrong_ref'; word: string; wanted: RefKind }
  | { kind: 'ref_gone'; word: string }
  | { kind: 'not_a_slot'; word: string }
  | { kind: 'no_such_chat'; words: string }
  | { kind: 'no_chat_given'; word: string }
  /** Of days from and until, the last comes first. */
  | { kind: 'ends_before'; words: string }
  /** Several chats have such a name, where no question can be asked. */
  | { kind: 'several_chats'; words: string }
  | { kind: 'no_target' }
  | { kind: 'no_last' }
  /** The message replied to does not show exactly one message of WhatsApp. */
  | { kind: 'not_relayed' }
  | { kind: 'no_when' }
  /** A single moment where a rhythm is needed. */
  | { kind: 'only_once'; words: string }
  | { kind: 'not_a_number'; word: string }
  | { kind: 'missing'; what: 'name' | 'every' | 'rotation' | 'place' | 'words' | 'pin' | 'terms' };
