import type { DeliveryProblem, Receipt } from '@pinwheel/domain';
import type { Courier, Post } from '@pinwheel/pinning';
import { Agent, request } from 'undici';
import type { Network } from './addresses.js';
import { ForbiddenAddressError, lookupAmong, type Resolve } from './lookup.js';
import { judge } from './targets.js';

export interface CourierOptions {
  allowed: readonly Network[];
  resolve: Resolve;
  timeouts: Timeouts;
}

/** In ms. */
export interface Timeouts {
  connect: number;
  /** For everything, redirects too. */
  total: number;
}

/** So many redirects are followed. */
const redirectLimit = 3;
/** Of an answer nobody reads so much is let through, in bytes, for the sake of the connection. */
const answerLimit = 65_536;

/** The POST is repeated at the new address: 303, which asks for a GET there, is not among them. */
const redirects = new Set([301, 302, 307, 308]);

/** Reaches receivers over HTTP/1.1, none but those that may be called. */
export function openCourier({ allowed, resolve, timeouts }: CourierOptions): Courier & AsyncDisposable {
  const agent = new Agent({
    connect: { lookup: lookupAmong(resolve, allowed), timeout: timeouts.connect },
    headersTimeout: timeouts.total,
    bodyTimeout: timeouts.total,
  });

  async function carry(post: Post, signal: AbortSignal): Promise<Receipt> {
    let { url, headers } = post;
    for (let hop = 0; hop <= redirectLimit; hop += 1) {
      const refusal = judge(url, allowed);
      if (refusal) return failed(refusal.kind === 'private' ? 'address_forbidden' : 'redirect_refused');
      const answer = await request(url, { dispatcher: agent, method: 'POST', headers, body: post.body, signal });
      await answer.body.dump({ limit: answerLimit, signal }).catch(() => {});
      const { statusCode: status } = answer;
      const { location } = answer.headers;
      if (!redirects.has(status) || typeof location !== 'string') return { kind: 'answered', status };
      const next = follow(url, location);
      if (next === null) return failed('redirect_refused');
      if (next.origin !== new URL(url).origin) headers = withoutAuthorization(headers);
      url = next.href;
    }
    return failed('redirect_refused');
  }

  return {
    async post(post, closed) {
      const ending = new AbortController();
      const end = (): void => ending.abort();
      const timer = setTimeout(end, timeouts.total);
      closed.addEventListener('abort', end);
      try {
        if (closed.aborted) return { kind: 'broken_off' };
        return await carry(post, ending.signal);
      } catch (error) {
        if (closed.aborted) return { kind: 'broken_off' };
        return failed(ending.signal.aborted ? 'too_slow' : problemOf(error));
      } finally {
        clearTimeout(timer);
        closed.removeEventListener('abort', end);
      }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

const failed = (problem: DeliveryProblem): Receipt => ({ kind: 'failed', problem });

/** Nobody is led from an encrypted connection to a plain one. */
function follow(from: string, location: string): URL | null {
  if (!URL.canParse(location, from)) return null;
  const to = new URL(location, from);
  return new URL(from).protocol === 'https:' && to.protocol !== 'https:' ? null : to;
}

function withoutAuthorization(headers: Record<string, string>): Record<string, string> {
  const { authorization: _, ...rest } = headers;
  return rest;
}

const slow = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

function problemOf(error: unknown): DeliveryProblem {
  if (error instanceof ForbiddenAddressError) return 'address_forbidden';
  const code = String((error as NodeJS.ErrnoException).code);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name_not_found';
  if (slow.has(code)) return 'too_slow';
  // OpenSSL's reasons, as Node names them, and Node's own.
  return /CERT|SIGNATURE|ISSUER|^ERR_(TLS|SSL)/.test(code) ? 'certificate_refused' : 'not_reached';
}
