import { HttpError, type Transformer } from 'grammy';

/** Replaces the cause of a failed request: what fetch complains about is an address, and that holds the token. */
export function hidingToken(token: string): Transformer {
  return async (call, method, payload, signal) => {
    try {
      return await call(method, payload, signal);
    } catch (error) {
      throw error instanceof HttpError ? withoutToken(error, token) : error;
    }
  };
}

/** Why a request failed: `code` as Node has it, `type` as node-fetch has it. */
export class FailedRequest extends Error {
  override readonly name = 'FailedRequest';
  readonly code: string | undefined;
  readonly type: string | undefined;

  constructor(message: string, code: string | undefined, type: string | undefined) {
    super(message);
    this.code = code;
    this.type = type;
  }
}

function withoutToken(failed: HttpError, token: string): HttpError {
  const hide = (text: string) => text.replaceAll(token, '***');
  const { message, code, type } = failed.error as { message?: string; code?: string; type?: string };
  const cause = new FailedRequest(hide(message ?? String(failed.error)), code, type);
  return Object.assign(new HttpError(hide(failed.message), cause), { cause });
}
