import { z } from 'zod';
import { problemShape } from './problems/problem.js';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemShape } },
});

const wrongs = {
  400: problem('The query, a header or the body cannot be read.'),
  401: problem('A valid token is needed.'),
  403: problem('This token may not do that.'),
  404: problem('It is not there, or not for this token.'),
  409: problem('It cannot be done as things are, or it was tried and failed.'),
  412: problem('It is not what you have seen.'),
  413: problem('The body is too large.'),
  415: problem('The body must be JSON.'),
  422: problem('The body does not say what is wanted, or the key was used for something else.'),
  429: problem('This token has asked too often; `Retry-After` says when to come again.'),
  500: problem('Something went wrong on our side.'),
};

export type WrongStatus = keyof typeof wrongs;

/** What a route may answer with a problem because of what it does; what all of their kind may is added to these. */
export const wrong = <Status extends WrongStatus>(...statuses: Status[]) =>
  Object.fromEntries(statuses.map((status) => [status, wrongs[status]])) as Pick<typeof wrongs, Status>;

export const json = <Shape extends z.ZodType>(schema: Shape, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
