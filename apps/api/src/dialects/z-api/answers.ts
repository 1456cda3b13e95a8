import type { FastifyReply } from 'fastify';

export const refusal = (error: string): object => ({ error });

export const refuse = (reply: FastifyReply, status: number, error: string): FastifyReply =>
  reply.code(status).send(refusal(error));
