import type { Logger } from '@pinwheel/pinning';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { refusalOf } from '../../server.js';
import type { ProblemKind } from './kinds.js';
import { type Fault, Problem } from './problem.js';

const mediaType = 'application/problem+json';

/** Whatever goes wrong in the routes of this scope is answered as a problem. */
export function answerErrorsAsProblems(scope: FastifyInstance, logger: Logger): void {
  scope.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = error instanceof Problem ? error : problemOf(error);
    if (problem.kind === 'internal')
      logger.error({ error, request: request.id, route: request.routeOptions.url ?? null }, 'a request failed');
    return answerProblem(problem, request, reply);
  });
}

export function answerProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(problem.status).headers(problem.headers).type(mediaType).send(problem.bodyFor(request.id));
}

function problemOf(error: FastifyError): Problem {
  if (hasZodFastifySchemaValidationErrors(error)) return problemOfValidation(error);
  if (error.statusCode === undefined || error.statusCode >= 500)
    return new Problem('internal', 'The log has it under the id of this request');
  const { status, message } = refusalOf(error);
  return new Problem(kindByStatus[status] ?? 'bad-request', message);
}

const kindByStatus: Readonly<Record<number, ProblemKind>> = {
  404: 'not-found',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

type ValidationError = FastifyError & { validation: { instancePath: string; message?: string }[] };

/** A path that cannot be is nothing; a query is malformed; a body is understood, and does not say what is wanted. */
function problemOfValidation({ validation, validationContext }: ValidationError): Problem {
  if (validationContext === 'params') return new Problem('not-found', 'There is nothing at this address');
  const errors = validation.map(({ instancePath, message = 'is not valid' }): Fault => {
    if (validationContext === 'body') return { pointer: `#${instancePath}`, detail: message };
    const name = instancePath.slice(1);
    return validationContext === 'headers' ? { header: name, detail: message } : { parameter: name, detail: message };
  });
  const detail = errors.map((each) => `${each.pointer ?? each.parameter ?? each.header}: ${each.detail}`).join('; ');
  return new Problem(validationContext === 'body' ? 'invalid' : 'bad-request', detail, { errors });
}
