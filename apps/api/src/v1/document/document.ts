import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import type { V1Needs } from '../needs.js';
import { addRoutes } from '../routes.js';
import { describeRoutes } from './describe.js';

/** Where the document is kept, for whoever makes a client of it. Beside src and dist alike. */
export const openApiFile = fileURLToPath(new URL('../../../openapi.json', import.meta.url));

/** The OpenAPI document, without anything that would serve it. */
export async function openApiDocument(): Promise<object> {
  const server = fastify();
  await server.register(
    async (scope) => {
      await describeRoutes(scope);
      // No request will come that would miss what the routes need.
      addRoutes(scope, {} as V1Needs);
      server.decorate('described', () => scope.swagger());
    },
    { prefix: '/v1' },
  );
  await server.ready();
  const { described } = server as unknown as { described: () => object };
  return described();
}
