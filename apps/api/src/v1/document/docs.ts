import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { problemKinds, typeOf } from '../problems/kinds.js';

/** Everything comes from here and goes here. Swagger UI sets styles on elements. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * What needs no token: the description, a page to try it at, and the list of problems. The page keeps a token that is
 * typed into it in memory alone, and sends it in a header.
 */
export async function addDocs(scope: FastifyInstance): Promise<void> {
  scope.get('/openapi.json', { schema: { hide: true } }, () => scope.swagger());
  const problems = Object.entries(problemKinds).map(([kind, { status, title }]) => ({
    ...{ type: typeOf(kind as keyof typeof problemKinds), status, title },
  }));
  scope.get('/problems', { schema: { hide: true } }, () => problems);
  await scope.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: scope.prefix,
    staticCSP: contentSecurityPolicy,
    uiConfig: { validatorUrl: null, persistAuthorization: false, tryItOutEnabled: true, deepLinking: true },
    theme: { title: 'Pinwheel: the API' },
  });
}
