import { readFileSync } from 'node:fs';
import fc, { type Arbitrary } from 'fast-check';
import { openApiFile } from '../../src/v1/document/document.js';

export interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  type?: string | string[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: Schema | null;
  /** Every status that it may answer. */
  statuses: number[];
}

interface Described {
  operationId: string;
  parameters?: Parameter[];
  responses: Record<string, object>;
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const document = JSON.parse(readFileSync(openApiFile, 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

/** Every operation that the description has. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [], requestBody, responses }]) => ({
    ...{ operationId, path, parameters, method: method.toUpperCase() },
    body: requestBody?.content['application/json']?.schema ?? null,
    statuses: Object.keys(responses).map(Number),
  })),
);

export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('\0', 'a\0b', '\ud800', '', ' ', 'x'.repeat(5_000), '9'.repeat(400), '-1', '1e400', '../..', '%zz'),
);

/** Likely to name something, or to be a moment, a zone, a phrase. */
const sensible = fc.constantFrom(
  ...['g1', 'g2', 'g999999999999999', 'm1', 'm2', 'm3', 'p1', 's1', 'r1', 'a1', 'main', '7d', 'for ever', 'pin'],
  ...['every day 9:00', 'amanhã 9h', 'until friday 18:00', 'UTC', 'America/Sao_Paulo', '0 9 * * 1-5', '5511999990000'],
  ...['2030-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2030-02-28', 'https://example.org/x'],
);

/** What the schema lets through, as far as its keywords say; not what finer checks say. */
export function right(schema: Schema): Arbitrary<unknown> {
  if (schema.$ref) return right(document.components.schemas[schema.$ref.split('/').at(-1)!]!);
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (either) return fc.oneof(...either.map(right));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch ([schema.type].flat()[0]) {
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 5_000, 2 ** 31) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(right(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, mostly(each)])),
        { requiredKeys: schema.required ?? [] },
      );
    default:
      return stringFor(schema);
  }
}

function stringFor({ pattern }: Schema): Arbitrary<string> {
  const letter = /^\^([a-z])\[1-9\]/.exec(pattern ?? '')?.[1];
  return letter === undefined ? sensible : fc.constantFrom(`${letter}1`, `${letter}2`, `${letter}3`, `${letter}77`);
}

/** Now and then something else. */
export const mostly = (schema: Schema): Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: right(schema) }, { weight: 1, arbitrary: fc.oneof(anyText, fc.jsonValue()) });
