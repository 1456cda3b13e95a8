import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Ids, Logger } from '@pinwheel/pinning';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the log has in place of the route's pattern. */
    shownAs?: string;
  }
}

/** In bytes; a larger body is answered with 413. */
export const bodyLimit = 64 * 1_024;

/** In UTF-16 units; longer than any URL that Node's parser lets through. */
const longestParameter = 16 * 1_024;

/**
 * The HTTP server without routes. Every answer has an `x-request-id`, which the log has too. What is logged of a request
 * is the pattern of its route: a URL may hold a token.
 */
export function createServer({ logger, ids }: { logger: Logger; ids: Ids }): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit,
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: () => ids.unique(),
    routerOptions: { maxParamLength: longestParameter },
    rewriteUrl: ({ url = '/' }) => readable(url),
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, ids.unique()),
  });
  // Only JSON is understood; without this a text would reach the routes as a string.
  server.removeContentTypeParser('text/plain');
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  server.addHook('onResponse', async (request, reply) => {
    const { id, method } = request;
    const fields = { request: id, method, route: shownRoute(request), status: reply.statusCode };
    logger.debug({ ...fields, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  answerErrorsAs(server, logger, plain);
  answerStraysAs(server, plain);
  return server;
}

const shownRoute = ({ routeOptions: { config, url } }: FastifyRequest): string | null => config.shownAs ?? url ?? null;

const plain = (message: string): object => ({ error: message });

/** What an error becomes in the routes of this scope. */
export function answerErrorsAs(
  server: FastifyInstance,
  logger: Logger,
  bodyOf: (message: string) => object,
  refuse: (error: FastifyError) => { status: number; message: string } = refusalOf,
): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode !== undefined && error.statusCode < 500) {
      const { status, message } = refuse(error);
      return reply.code(status).send(bodyOf(message));
    }
    logger.error({ error, request: request.id, route: shownRoute(request) }, 'a request failed');
    return reply.code(500).send(bodyOf(`Internal error; the log has it as ${request.id}`));
  });
}

/** What paths below the scope's prefix become that have no route. */
export function answerStraysAs(server: FastifyInstance, bodyOf: (message: string) => object): void {
  server.setNotFoundHandler((_request: FastifyRequest, reply: FastifyReply) =>
    reply.code(404).send(bodyOf('There is nothing at this address')),
  );
}

export const refusalOf = (error: FastifyError): { status: number; message: string } => ({
  status: error.statusCode!,
  message: error.statusCode === 413 ? `The body is larger than ${bodyLimit} bytes` : error.message,
});

/** A path that cannot be decoded is taken literally: it names nothing, and is answered as such. */
function readable(url: string): string {
  const [path = '/', ...query] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}

/** What was no HTTP at all. 431: the headers were too large. */
function refuseConnection({ code }: NodeJS.ErrnoException, socket: Socket, id: string): void {
  if (code === 'ECONNRESET' || !socket.writable) return;
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify({ error: STATUS_CODES[status] });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `X-Request-Id: ${id}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
