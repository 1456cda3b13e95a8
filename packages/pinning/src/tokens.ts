import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Deps } from './deps.js';
import type { Token, Tokens } from './ports/tokens.js';

export interface CreateToken {
  name: string;
  /** null for all instances. */
  instanceId: string | null;
  source: string;
}

export type CreateTokenReply =
  /** The secret is in this reply and nowhere else. */
  | { kind: 'created'; token: Token; secret: string; instanceIds: string[] }
  | { kind: 'name_taken' }
  | { kind: 'name_too_long'; limit: number }
  | { kind: 'no_such_instance'; instanceIds: string[] };

type TokenDeps = Pick<Deps, 'instances' | 'clock' | 'ids'> & { tokens: Tokens };

/** 256 bits: nobody finds one by trying, so a plain hash is enough to keep. */
const secretBytes = 32;
const longestName = 40;

/** How old a noted use may be, in ms: a busy token is written once a minute, not with each request. */
const usePrecision = 60_000;

/** Killed before the secret was shown, a repetition from the same source makes a new secret for the same token. */
export async function createToken(
  { instances, tokens, clock, ids }: TokenDeps,
  { name, instanceId, source }: CreateToken,
): Promise<CreateTokenReply> {
  if (name.length > longestName) return { kind: 'name_too_long', limit: longestName };
  const instanceIds = (await instances.all()).map(({ id }) => id);
  if (instanceId !== null && !instanceIds.includes(instanceId)) return { kind: 'no_such_instance', instanceIds };
  const secret = randomBytes(secretBytes).toString('base64url');
  const token: Token = { id: ids.unique(), name, instanceId, createdAt: clock.now(), lastUsedAt: null };
  const outcome = await tokens.create({ ...token, hash: hashOf(secret), source });
  if (outcome === 'name_taken') return { kind: 'name_taken' };
  return { kind: 'created', token, secret, instanceIds: instanceId === null ? instanceIds : [instanceId] };
}

/** The token that has this secret, if any, and notes that it was used. */
export async function recogniseToken(
  { tokens, clock, logger }: Pick<Deps, 'clock' | 'logger'> & { tokens: Tokens },
  secret: string,
): Promise<Token | null> {
  const hash = hashOf(secret);
  const found = await tokens.findByHash(hash);
  if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash))) return null;
  const { hash: _, ...token } = found;
  const now = clock.now();
  if (token.lastUsedAt === null || now - token.lastUsedAt >= usePrecision)
    await tokens.markUsed(token.id, now).catch((error: unknown) => {
      logger.warn({ error }, 'the use of a token could not be noted');
    });
  return token;
}

/** Whether it may speak for this instance. */
export const opens = (token: Token, instanceId: string): boolean =>
  token.instanceId === null || token.instanceId === instanceId;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
