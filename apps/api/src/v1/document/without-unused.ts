type Json = Record<string, unknown>;

/** Each named schema is there as it is asked for and as it is answered; those that nothing refers to only confuse. */
export function withoutUnused<Document extends object>(document: Document): Document {
  const { components, ...rest } = document as Json & { components: { schemas: Record<string, unknown> } };
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      if (!used.has(name!)) {
        used.add(name!);
        visit(components.schemas[name!]);
      }
  };
  visit(rest);
  const schemas = Object.fromEntries(
    Object.entries(components.schemas)
      .filter(([name]) => used.has(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  return { ...rest, components: { ...components, schemas } } as unknown as Document;
}
