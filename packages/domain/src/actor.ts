/** At whose wish a command was made. */
export type Actor =
  | { kind: 'admin'; telegramId: number; name: string }
  | { kind: 'schedule'; scheduleId: number }
  | { kind: 'rotation'; rotationId: number }
  /** Pinwheel itself: the end of a hold, a renewal. */
  | { kind: 'hold' }
  | { kind: 'token'; tokenId: string; name: string }
  /** Somebody who used the pin menu of a phone. */
  | { kind: 'person'; jid: string; name: string | null };
