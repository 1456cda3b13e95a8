import type { FastifyInstance } from 'fastify';
import { answerProblem } from './answer.js';
import { Problem } from './problem.js';

/** Another method is 405 with those that are there; anything else is nothing. */
export function answerStraysAsProblems(scope: FastifyInstance): void {
  const routes: { pattern: RegExp; method: string }[] = [];
  scope.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replaceAll('*', '.*').replace(/:\w+/g, '[^/]+')}$`);
    for (const each of [method].flat()) routes.push({ pattern, method: each });
  });
  scope.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const allowed = [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
    // A route of this method was found, and had nothing to give.
    if (allowed.length === 0 || allowed.includes(request.method))
      return answerProblem(new Problem('not-found', 'There is nothing at this address'), request, reply);
    const allow = allowed.toSorted().join(', ');
    return answerProblem(new Problem('method-not-allowed', `Use ${allow}`, {}, { allow }), request, reply);
  });
}
