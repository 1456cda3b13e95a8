/**
 * Reads the Bot API out of @grammyjs/types and prints it as shapes that `src/schema/check.ts` understands.
 * `node scripts/generate-schema.mjs` writes src/generated/bot-api.ts; `generateSchema()` returns its text.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-api';

const packageDir = fileURLToPath(new URL('..', import.meta.url));
const target = fileURLToPath(new URL('../src/generated/bot-api.ts', import.meta.url));
const probeFile = `${packageDir}probe.ts`;
// F is what a method takes for a file: our marker comes out as the shape `file`.
const probe = `import type { ApiMethods, Update } from '@grammyjs/types';
interface UploadedFile { uploaded: never }
export declare const methods: ApiMethods<UploadedFile>;
export declare const update: Update;`;

function openProbe() {
  const options = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === probeFile ? ts.createSourceFile(name, probe, ts.ScriptTarget.ES2022, true) : readSource(name, ...rest);
  host.fileExists = (
    (exists) => (name) =>
      name === probeFile || exists(name)
  )(host.fileExists);
  const program = ts.createProgram([probeFile], options, host);
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(probeFile)));
  const typeOf = (name) => checker.getTypeOfSymbol(exported.find((symbol) => symbol.name === name));
  return { checker, methods: typeOf('methods'), update: typeOf('update') };
}

/** Limits that stand in the documentation text only; those counted after parsing are the server's to check. */
function limitsIn(documentation) {
  if (/after entit(y|ies) parsing/.test(documentation)) return {};
  const found = /(\d+)-(\d+) (bytes|characters|items)/.exec(documentation);
  if (found) return { min: Number(found[1]), max: Number(found[2]), unit: found[3] };
  const values = /Values between (\d+)-(\d+) are accepted/.exec(documentation);
  return values ? { min: Number(values[1]), max: Number(values[2]), unit: 'value' } : {};
}

const unitsOf = { string: ['bytes', 'characters'], array: ['items'], number: ['value'] };

function limited(shape, limits) {
  if (shape.kind === 'any of') return { ...shape, of: shape.of.map((branch) => limited(branch, limits)) };
  return unitsOf[shape.kind]?.includes(limits.unit) ? { ...shape, ...limits } : shape;
}

export function generateSchema() {
  const { checker, methods, update } = openProbe();
  const types = {};
  const names = new Map();

  function nameFor(type) {
    const known = names.get(type);
    if (known) return known;
    const plain = checker
      .typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType)
      .replaceAll(/import\("[^"]*"\)\.|<UploadedFile>/g, '');
    let name = plain;
    for (let copy = 2; Object.hasOwn(types, name); copy++) name = `${plain} (${copy})`;
    names.set(type, name);
    return name;
  }

  function isNamed(type) {
    if (type.isUnion())
      return type.aliasSymbol !== undefined && type.types.some((member) => member.flags & ts.TypeFlags.Object);
    return type.aliasSymbol !== undefined || type.isIntersection() || !type.symbol.name.startsWith('__');
  }

  /** The type's name, its shape taken down once. The name is taken first, for types that contain themselves. */
  function named(type) {
    const known = names.has(type);
    const name = nameFor(type);
    if (!known) {
      types[name] = undefined;
      types[name] = type.isUnion() ? shapeOfUnion(type) : { kind: 'object', fields: fieldsOf(type) };
    }
    return { kind: 'type', name };
  }

  function fieldsOf(type) {
    const fields = {};
    for (const property of checker.getPropertiesOfType(type)) {
      const propertyType = checker.getNonNullableType(checker.getTypeOfSymbol(property));
      if (propertyType.flags & ts.TypeFlags.Never) continue; // declared as undefined: must be absent
      const documentation = ts.displayPartsToString(property.getDocumentationComment(checker));
      const shape = limited(shapeOf(propertyType), limitsIn(documentation));
      const optional = property.flags & ts.SymbolFlags.Optional;
      fields[optional ? `${property.name}?` : property.name] = shape;
    }
    return fields;
  }

  function shapeOfUnion(type) {
    const literals = type.types.filter((member) => member.isLiteral() || member.flags & ts.TypeFlags.BooleanLiteral);
    const values = literals.map(valueOf);
    const rest = type.types.filter((member) => !literals.includes(member)).map(shapeOf);
    if (values.includes(true) && values.includes(false)) rest.push({ kind: 'boolean' });
    const closed = values.filter(
      (value) => typeof value !== 'boolean' || !(values.includes(true) && values.includes(false)),
    );
    if (closed.length > 0) rest.push({ kind: 'literal', values: closed });
    return rest.length === 1 ? rest[0] : { kind: 'any of', of: rest };
  }

  function valueOf(type) {
    return type.flags & ts.TypeFlags.BooleanLiteral ? checker.typeToString(type) === 'true' : type.value;
  }

  function shapeOf(type) {
    // `string & Record<never, never>` stands for "any string, but these are the usual ones".
    const isOpenString = type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
    if (type.flags & ts.TypeFlags.String || isOpenString) return { kind: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { kind: 'number' };
    if (type.isLiteral() || type.flags & ts.TypeFlags.BooleanLiteral)
      return { kind: 'literal', values: [valueOf(type)] };
    if (type.symbol?.name === 'UploadedFile') return { kind: 'file' };
    if (checker.isArrayType(type)) return { kind: 'array', of: shapeOf(checker.getTypeArguments(type)[0]) };
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.Union))) {
      throw new Error(`No shape for ${checker.typeToString(type)}`);
    }
    if (isNamed(type)) return named(type);
    return type.isUnion() ? shapeOfUnion(type) : { kind: 'object', fields: fieldsOf(type) };
  }

  function methodShape(property) {
    const [signature] = checker.getTypeOfSymbol(property).getCallSignatures();
    const [parameter] = signature.getParameters();
    const payload = parameter && checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
    return {
      payload: payload ? fieldsOf(payload) : {},
      result: shapeOf(checker.getReturnTypeOfSignature(signature)),
    };
  }

  const methodShapes = Object.fromEntries(
    checker.getPropertiesOfType(methods).map((property) => [property.name, methodShape(property)]),
  );
  return print({ update: shapeOf(update), methods: methodShapes, types });
}

function print(schema) {
  const table = (entries) =>
    Object.entries(entries)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`)
      .join('');
  return `// Generated by scripts/generate-schema.mjs from @grammyjs/types. Do not edit.
import type { BotApiSchema } from '../schema/shape.js';

export const botApi: BotApiSchema = {
  update: ${JSON.stringify(schema.update)},
  methods: {
${table(schema.methods)}  },
  types: {
${table(schema.types)}  },
};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, generateSchema());
