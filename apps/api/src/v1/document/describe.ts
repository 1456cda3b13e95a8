import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { describeCommonAnswers } from './common-answers.js';
import { withoutUnused } from './without-unused.js';

const openapi: OpenAPIV3_1.Document = {
  openapi: '3.1.0',
  info: {
    title: 'Pinwheel',
    version: '1',
    description:
      'WhatsApp pins: boards, operations, schedules and rotations. What goes wrong is answered as a problem (RFC 9457); ' +
      'a POST with an `Idempotency-Key` is done once; lists go on after `next`. A method that an address does not have is ' +
      'answered with 405 and `Allow`.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  paths: {},
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Made by `/tokens` in the bot.' } },
  },
  security: [{ token: [] }],
};

/** Checks what goes in and out of the routes that are added to this scope afterwards, and describes them by the same schemas. */
export async function describeRoutes(scope: FastifyInstance): Promise<void> {
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  describeCommonAnswers(scope);
  await scope.register(swagger, {
    openapi,
    transform: jsonSchemaTransform,
    transformObject: (described) => withoutUnused(jsonSchemaTransformObject(described)),
  });
}
