import type { Instant } from '@pinwheel/domain';

/** What a program sent under a key of its choice: as long as it is kept, the same key is the same wish. */
export interface KeyedRequest {
  tokenId: string;
  key: string;
  /** Of all that the request asks for: under the same key nothing else may be asked. */
  fingerprint: string;
  /** Where what is made of it comes from, unique. */
  source: string;
  expiresAt: Instant;
}

/** An answer as it was given, for whoever asks again. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export interface IdempotencyKeys {
  /**
   * Keeps a request, or finds the one that is kept under its key already and has not expired at `now`. Durable when it
   * resolves: whatever is made of the source afterwards is found again under the key.
   */
  keep(request: KeyedRequest, now: Instant): Promise<KeyedRequest & { answer: KeptAnswer | null }>;
  /** The first answer stays. */
  saveAnswer(source: string, answer: KeptAnswer): Promise<void>;
  /** @returns how many had expired */
  forgetExpired(now: Instant): Promise<number>;
}
