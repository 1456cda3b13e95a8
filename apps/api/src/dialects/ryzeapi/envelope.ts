import type { FastifyReply } from 'fastify';

/** Nothing but the message: there is no number and no kind. */
export const failure = (message: string): object => ({ success: false, error: { message } });

export const fail = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).send(failure(message));
