import { z } from 'zod';
import { problemShape } from './problems/problem.js';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemShape } },
});

/** Beside these every route may answer 401, 429 and 500. */
const wrongs = {
  400: problem('The query or a header cannot be read.'),
  403: problem('This token may not do that.'),
  404: problem('It is not there, or not for this token.'),
  409: problem('It cannot be done as things are, or it was tried and failed.'),
  412: problem('It is not what you have seen.'),
  422: problem('The body does not say what is wanted.'),
};

export const wrong = <Status extends keyof typeof wrongs>(...statuses: Status[]) => ({
  ...(Object.fromEntries(statuses.map((status) => [status, wrongs[status]])) as Pick<typeof wrongs, Status>),
  default: problem('What else went wrong: 401, 405, 413, 415, 429, 500.'),
});

export const json = <Shape extends z.ZodType>(schema: Shape, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
