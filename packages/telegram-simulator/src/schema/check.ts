import { botApi } from '../generated/bot-api.js';
import { lengthOf } from '../text/length.js';
import type { Fields, Shape, Unit } from './shape.js';
import { Upload } from './upload.js';

/** One place where a value breaks the schema. Real Telegram ignores an `unknown field` and refuses the others. */
export interface Breach {
  readonly path: string;
  readonly kind: 'unknown field' | 'missing' | 'wrong type' | 'limit';
  readonly detail: string;
}

export function describeBreach(breach: Breach): string {
  return `${breach.path}: ${breach.detail}`;
}

export function checkFields(value: Readonly<Record<string, unknown>>, fields: Fields, path = ''): Breach[] {
  const known = new Map(Object.entries(fields).map(([key, shape]) => [key.replace(/\?$/, ''), { key, shape }]));
  const breaches: Breach[] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const at = path === '' ? name : `${path}.${name}`;
    const entry = known.get(name);
    if (entry) breaches.push(...check(field, entry.shape, at));
    else breaches.push({ path: at, kind: 'unknown field', detail: 'no such field' });
  }
  for (const [name, { key }] of known) {
    if (!key.endsWith('?') && value[name] === undefined) {
      breaches.push({ path: path === '' ? name : `${path}.${name}`, kind: 'missing', detail: 'missing' });
    }
  }
  return breaches;
}

export function check(value: unknown, shape: Shape, path: string): Breach[] {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? limit(sizeOf(value, shape.unit), shape, path) : wrong(path, 'a string', value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? limit(value, shape, path)
        : wrong(path, 'a number', value);
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong(path, 'true or false', value);
    case 'file':
      return value instanceof Upload ? [] : wrong(path, 'an uploaded file', value);
    case 'literal':
      return shape.values.some((allowed) => allowed === value) ? [] : wrong(path, shape.values.join(' | '), value);
    case 'array':
      if (!Array.isArray(value)) return wrong(path, 'an array', value);
      return [
        ...limit(value.length, shape, path),
        ...value.flatMap((item, index) => check(item, shape.of, `${path}[${index}]`)),
      ];
    case 'object':
      return isRecord(value) ? checkFields(value, shape.fields, path) : wrong(path, 'an object', value);
    case 'type':
      return check(value, typeNamed(shape.name), path);
    case 'any of':
      return closest(shape.of.map((branch) => check(value, branch, path)));
  }
}

export function typeNamed(name: string): Shape {
  const shape = botApi.types[name];
  if (!shape) throw new Error(`The schema has no type ${name}`);
  return shape;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Upload);
}

/** The branch whose complaints are fewest; a wrong type says less about what was meant than a wrong detail does. */
function closest(branches: readonly Breach[][]): Breach[] {
  const weight = (breaches: Breach[]) =>
    breaches.reduce((sum, breach) => sum + (breach.kind === 'limit' ? 1 : breach.kind === 'wrong type' ? 8 : 4), 0);
  return branches.reduce((best, breaches) => (weight(breaches) < weight(best) ? breaches : best));
}

function sizeOf(text: string, unit: Unit | undefined): number {
  return unit === 'bytes' ? Buffer.byteLength(text) : lengthOf(text);
}

function limit(size: number, limits: { min?: number; max?: number; unit?: Unit }, path: string): Breach[] {
  const { min = -Infinity, max = Infinity, unit } = limits;
  if (unit === undefined || (size >= min && size <= max)) return [];
  const measured = unit === 'value' ? String(size) : `${size} ${unit}`;
  return [{ path, kind: 'limit', detail: `${measured}, allowed ${min}-${max}` }];
}

function wrong(path: string, expected: string, value: unknown): Breach[] {
  const found = Array.isArray(value) ? 'an array' : JSON.stringify(value)?.slice(0, 60);
  return [{ path, kind: 'wrong type', detail: `expected ${expected}, found ${found}` }];
}
