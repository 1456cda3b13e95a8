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

/** Whether a person wants it now, it was planned beforehand, or a hold goes on or ends. */
export type Initiative = 'person' | 'plan' | 'hold';

const initiatives: { readonly [Kind in Actor['kind']]: Initiative } = {
  admin: 'person',
  token: 'person',
  person: 'person',
  schedule: 'plan',
  rotation: 'plan',
  hold: 'hold',
};

export const initiativeOf = ({ kind }: Actor): Initiative => initiatives[kind];
