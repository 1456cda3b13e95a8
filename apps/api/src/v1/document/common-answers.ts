import type { FastifyInstance, RouteOptions } from 'fastify';
import { z } from 'zod';
import { wrong, type WrongStatus } from '../answers.js';

/**
 * Describes of every route that is added afterwards what it may answer because of how it is asked, whatever it does.
 * That an address has other methods (405) no operation answers.
 */
export function describeCommonAnswers(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    if (!route.schema || route.schema.hide) return;
    const own = route.schema.response as object;
    route.schema.response = { ...wrong(...commonStatuses(route)), ...own };
  });
}

function commonStatuses({ method, schema = {} }: RouteOptions): WrongStatus[] {
  const { params, querystring, headers, body } = schema;
  // Of these a body is read, if one comes, whether one is asked for or not.
  const isBodied = [method].flat().some((each) => each !== 'GET' && each !== 'HEAD');
  const isKeyed = headers instanceof z.ZodObject && 'idempotency-key' in headers.shape;
  return [
    ...([401, 429, 500] as const),
    ...(params ? ([404] as const) : []),
    ...(querystring || headers || isBodied ? ([400] as const) : []),
    ...(isBodied ? ([413, 415] as const) : []),
    ...(body || isKeyed ? ([422] as const) : []),
  ];
}
