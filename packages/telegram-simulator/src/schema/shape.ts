export type Unit = 'bytes' | 'characters' | 'items' | 'value';

interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Unit;
}

export type Shape =
  | ({ readonly kind: 'string' } & Limits)
  | ({ readonly kind: 'number' } & Limits)
  | ({ readonly kind: 'array'; readonly of: Shape } & Limits)
  | { readonly kind: 'boolean' }
  | { readonly kind: 'file' }
  | { readonly kind: 'literal'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'object'; readonly fields: Fields }
  | { readonly kind: 'any of'; readonly of: readonly Shape[] }
  | { readonly kind: 'type'; readonly name: string };

/** A field that may be absent has a question mark at the end of its name. */
export type Fields = Readonly<Record<string, Shape>>;

export interface BotApiSchema {
  readonly update: Shape;
  readonly methods: Readonly<Record<string, { readonly payload: Fields; readonly result: Shape }>>;
  readonly types: Readonly<Record<string, Shape>>;
}
