import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { BotApi } from '../bot-api.js';
import type { FileStore } from '../chats/files.js';
import type { Fault, Faults } from '../faults.js';
import type { MethodName } from '../methods/method.js';
import { Refusal } from '../refusal.js';
import { answer, answerWithProxyPage, refuse } from './answer.js';
import { readPayload, type RawBody } from './body.js';

export interface Served {
  readonly api: BotApi;
  readonly faults: Faults;
  readonly files: FileStore;
  /** Undefined once the token is revoked. */
  readonly token: () => string | undefined;
}

const tokenPattern = /^\d+:[\w-]{20,}$/;

export function createBotApiServer(served: Served): Server {
  return createServer((request, response) => {
    route(served, request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return; // the caller died in the middle of what it said
      served.api.violations.push(`simulator: ${error instanceof Error ? error.stack : String(error)}`);
      refuse(response, 500, 'Internal Server Error');
    });
  });
}

async function route(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const path = decodeURIComponent(pathname);
  const [, download, token = '', rest = ''] = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(path) ?? [];
  if (!tokenPattern.test(token)) return refuse(response, 404, 'Not Found');
  if (token !== served.token()) return refuse(response, 401, 'Unauthorized');
  if (download) return answerFile(served, rest, response);
  const method = served.api.find(rest);
  if (!method) {
    served.api.violations.push(`${rest}: the Bot API has no such method`);
    return refuse(response, 404, 'Not Found: method not found');
  }
  return call(served, method, await readPayload(request, searchParams), response);
}

function answerFile({ files }: Served, path: string, response: ServerResponse): void {
  const file = files.at(path);
  if (!file) return refuse(response, 404, 'Not Found');
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
}

async function call(
  served: Served,
  method: MethodName,
  { fields, files }: RawBody,
  response: ServerResponse,
): Promise<void> {
  const payload = served.api.receive(method, fields, files);
  const fault = served.faults.strike(method, payload);
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
  else if (fault && fault.kind !== 'drop-after') return strike(fault, response);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const reply = await outcome(served, method, payload, gone.signal);
  if (fault?.kind === 'drop-after') response.destroy();
  else reply(response);
}

type Reply = (response: ServerResponse) => void;

async function outcome(
  { api }: Served,
  method: MethodName,
  payload: Record<string, unknown>,
  gone: AbortSignal,
): Promise<Reply> {
  try {
    const result = await api.perform(method, payload, gone);
    return (response) => answer(response, result);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (response) => refuse(response, error.code, error.message, error.parameters);
  }
}

function strike(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case '429': {
      const seconds = fault.retryAfter ?? 1;
      return refuse(response, 429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
    case '500':
      return refuse(response, 500, 'Internal Server Error');
    case '502-html':
      return answerWithProxyPage(response);
    case 'error':
      return refuse(response, fault.errorCode ?? 400, fault.description ?? 'Bad Request: spoilt by a test');
    case 'drop-before':
      response.destroy();
      return;
    default:
      return; // hangs until the caller gives up or the simulator is closed
  }
}
