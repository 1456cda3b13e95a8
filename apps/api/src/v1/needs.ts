import type { CommandEnds, Deps, IdempotencyKeys, Limits, Pages, Tokens, WireIds } from '@pinwheel/pinning';

/** What our own API stands on. */
export interface V1Needs extends Deps {
  ends: CommandEnds;
  tokens: Tokens;
  wireIds: WireIds;
  limits: Limits;
  pages: Pages;
  idempotencyKeys: IdempotencyKeys;
  /** How long a client may wait for WhatsApp's verdict, in ms; 15 s where not given. */
  verdictPatienceMs?: number;
  /** Places for pins in a chat. */
  slots: number;
}
