import { z } from 'zod';
import { Problem } from './problems/problem.js';

const most = 200;
const usual = 50;

/** What every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(most).default(usual).meta({ description: 'The most items in the answer.' }),
  cursor: z.string().max(500).optional().meta({ description: '`next` of the answer before.' }),
};

/** What every list is. */
export const pageShape = <Item extends z.ZodType>(item: Item, id: string) =>
  z
    .object({
      items: z.array(item),
      next: z.string().nullable().meta({ description: 'The cursor of what follows; null at the end.' }),
    })
    .meta({ id });

/** How a list says where it stood. Only the list itself can read it. */
export interface CursorKind<Place> {
  list: string;
  place: z.ZodType<Place>;
}

export function placeOf<Place>({ list, place }: CursorKind<Place>, cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const read = z.tuple([z.literal(list), place]).safeParse(parsed(cursor));
  if (read.success) return read.data[1];
  const detail = 'Use `next` of this list as it was answered';
  throw new Problem('bad-cursor', detail, { errors: [{ parameter: 'cursor', detail }] });
}

/** Of one row more than was asked for, the page; the row too many says only that something follows. */
export function pageOf<Row, Place, Item>(
  kind: CursorKind<Place>,
  rows: readonly Row[],
  limit: number,
  { placed, shown }: { placed: (row: Row) => Place; shown: (row: Row) => Item },
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorAt(kind, placed(last)) : null;
  return { items: items.map(shown), next };
}

/** The cursor of what follows a place, where something does. */
export const cursorAt = <Place>({ list }: CursorKind<Place>, place: Place | null): string | null =>
  place === null ? null : encoded([list, place]);

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
