import { createHash } from 'node:crypto';
import { type Board, fingerprintOf, type Instant } from '@pinwheel/domain';
import { Problem } from '../problems/problem.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * A strong tag of two halves: what is pinned and coming, and all that is shown of it. A change depends on the former
 * alone, which can be read under the board's lock: that a message was renamed or deleted meanwhile makes no pin wrong.
 */
export const tagOf = (board: Omit<Board, 'limit'>, shown: unknown, now: Instant): string =>
  `"${hashOf(fingerprintOf(board, now))}.${hashOf(JSON.stringify(shown))}"`;

/** `If-None-Match`: whether who asks has this already. */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || tagsIn(header).some((known) => known.replace(/^W\//, '') === tag);
}

/** `If-Match`: a test for the board as it is when it is locked; undefined where any board will do. */
export function expectationOf(header: string | undefined): ((board: Board, now: Instant) => boolean) | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const known = tagsIn(header);
  if (known.length === 0) {
    const detail = 'must be an ETag of the board, or *';
    throw new Problem('bad-request', `If-Match: ${detail}`, { errors: [{ header: 'If-Match', detail }] });
  }
  return (board, now) => known.some((tag) => tag.startsWith(`"${hashOf(fingerprintOf(board, now))}.`));
}

const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];
