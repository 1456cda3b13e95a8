import { typeNamed } from './check.js';
import type { Fields, Shape } from './shape.js';
import { Upload } from './upload.js';

/**
 * Turns what travelled as text into what was meant: in multipart/form-data every number, boolean and object is a
 * string, and a file inside an object is `attach://<part>`. A string that cannot be what the schema wants stays as it
 * is, for the check to complain about.
 */
export function decode(
  raw: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, Upload>,
  fields: Fields,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const shape = fields[name] ?? fields[`${name}?`];
      return [name, attach(shape && typeof value === 'string' ? fromText(value, shape) : value, files)];
    }),
  );
}

function fromText(text: string, shape: Shape): unknown {
  switch (shape.kind) {
    case 'string':
    case 'file':
      return text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return { true: true, True: true, false: false, False: false }[text] ?? text;
    case 'literal':
      return shape.values.find((value) => String(value) === text) ?? text;
    case 'array':
    case 'object':
      return parsed(text);
    case 'type':
      return fromText(text, typeNamed(shape.name));
    case 'any of':
      return firstChanged(text, shape.of);
  }
}

/** `chat_id` is a number or a string: "123" means the number, "@name" the string. */
function firstChanged(text: string, branches: readonly Shape[]): unknown {
  for (const branch of branches) {
    const value = fromText(text, branch);
    if (value !== text) return value;
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function attach(value: unknown, files: ReadonlyMap<string, Upload>): unknown {
  if (value instanceof Upload) return value;
  if (typeof value === 'string' && value.startsWith('attach://')) return files.get(value.slice(9)) ?? value;
  if (Array.isArray(value)) return value.map((item) => attach(item, files));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, attach(field, files)]));
}
