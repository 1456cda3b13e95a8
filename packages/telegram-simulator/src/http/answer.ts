import type { ServerResponse } from 'node:http';
import type { ResponseParameters } from '@grammyjs/types';

export function answer(response: ServerResponse, result: unknown): void {
  send(response, 200, { ok: true, result });
}

export function refuse(
  response: ServerResponse,
  code: number,
  description: string,
  parameters?: ResponseParameters,
): void {
  send(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What a proxy in front of the Bot API says when that is gone. */
export function answerWithProxyPage(response: ServerResponse): void {
  response
    .writeHead(502, { 'content-type': 'text/html' })
    .end('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
}
