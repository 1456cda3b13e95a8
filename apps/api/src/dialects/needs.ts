import type { CommandEnds, Deps, Limits, ProgramQueue, Tokens, WebhookDeps, WireIds } from '@pinwheel/pinning';

/** What a dialect stands on: the use cases' needs, and nothing of another dialect. */
export interface DialectNeeds extends Deps, WebhookDeps {
  ends: CommandEnds;
  tokens: Tokens;
  wireIds: WireIds;
  programQueue: ProgramQueue;
  limits: Limits;
  /** How long a client is kept waiting for WhatsApp's verdict, in ms; 15 s where not given. */
  verdictPatienceMs?: number;
}
