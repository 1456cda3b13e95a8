import type { Instant } from '@pinwheel/domain';

/** A key to the HTTP API. Its secret is known to whoever was shown it; we keep a hash. */
export interface Token {
  id: string;
  name: string;
  /** The one instance that it opens; null for all. */
  instanceId: string | null;
  createdAt: Instant;
  /** To the minute; null if never. */
  lastUsedAt: Instant | null;
}

export interface NewToken extends Token {
  /** SHA-256 of the secret, in hex. */
  hash: string;
  /** Where it was asked for, unique: `telegram:81`. */
  source: string;
}

export interface Tokens {
  /** The same source is the same token, which opens with the new secret from then on. Names differ in more than case. */
  create(token: NewToken): Promise<'created' | 'name_taken'>;
  /** Not one that was revoked. */
  findByHash(hash: string): Promise<(Token & { hash: string }) | null>;
  /** By name, without those that were revoked. */
  all(): Promise<Token[]>;
  /** @returns the token that was revoked, or null if none has that name */
  revoke(name: string, at: Instant): Promise<Token | null>;
  markUsed(id: string, at: Instant): Promise<void>;
}
