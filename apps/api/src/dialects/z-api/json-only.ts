import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './answers.js';

/** Asked before the body is read, so that a missing type is told from a missing body. */
export async function jsonOnly(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() === 'application/json') return undefined;
  return refuse(reply, 415, 'The Content-Type must be application/json');
}
