import { createServer as createBareServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { FastifyInstance, FastifyServerOptions } from '../../apps/api/node_modules/fastify/fastify.js';
import type { ZodType } from '../../apps/api/node_modules/zod/index.js';

const requireOfApi = createRequire(new URL('../../apps/api/package.json', import.meta.url));
const fastify = requireOfApi('fastify') as (options: FastifyServerOptions) => FastifyInstance;
const { validatorCompiler, serializerCompiler } = requireOfApi('fastify-type-provider-zod') as {
  validatorCompiler: Parameters<FastifyInstance['setValidatorCompiler']>[0];
  serializerCompiler: Parameters<FastifyInstance['setSerializerCompiler']>[0];
};
const { z } = requireOfApi('zod') as typeof import('../../apps/api/node_modules/zod/index.js');

const asked = z.strictObject({
  message: z.string().min(1).max(200),
  hold: z.union([z.string().max(200), z.strictObject({ kind: z.literal('forever') })]).optional(),
  slot: z.int().min(1).optional(),
});
const answered = z.object({ id: z.string(), state: z.enum(['done', 'failed']), operations: z.array(z.string()) });
const answer = { id: '6f0d1f4e-5d9a-4f8b-9a51-3f3c3a1f7a5d', state: 'done' as const, operations: ['a', 'b'] };

/** Servers of one route that takes and answers JSON. Each can be closed. */
export const ways = {
  'node:http alone (the limit)': async () => listen(bare()),
  'node:http with zod': async () => listen(bare(asked)),
  Fastify: () => serve({}),
  'Fastify, a hook and zod on requests': () => serve({ body: asked }),
  'the same, and zod on answers (/v1)': () => serve({ body: asked, response: { 201: answered } }),
} satisfies Record<string, () => Promise<{ port: number; close(): Promise<unknown> }>>;

function bare(schema?: ZodType): Server {
  return createBareServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const body: unknown = JSON.parse(text);
      const good = schema === undefined || schema.safeParse(body).success;
      const said = JSON.stringify(answer);
      response.writeHead(good ? 201 : 422, { 'content-type': 'application/json', 'content-length': said.length });
      response.end(said);
    });
  });
}

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, close: async () => server.close() };
}

async function serve(schema: { body?: ZodType; response?: Record<number, ZodType> }) {
  const server = fastify({ bodyLimit: 65_536, forceCloseConnections: true });
  if (schema.body) {
    server.setValidatorCompiler(validatorCompiler);
    server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  }
  if (schema.response) server.setSerializerCompiler(serializerCompiler);
  server.post('/', { schema }, async (_request, reply) => reply.code(201).send(answer));
  await server.listen({ host: '127.0.0.1', port: 0 });
  return { port: (server.server.address() as { port: number }).port, close: () => server.close() };
}
