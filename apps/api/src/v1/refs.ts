import { formatRef, parseRef, refLetters, type RefKind } from '@pinwheel/domain';
import { z } from 'zod';

/** How a row of this kind is named in paths and bodies: by its ref, as in the bot. */
export const refShape = (kind: RefKind) =>
  z
    .string()
    .regex(new RegExp(`^${refLetters[kind]}[1-9][0-9]{0,14}$`), `must be a ref such as ${formatRef(kind, 7)}`)
    .meta({ examples: [formatRef(kind, 7)] });

/** How an item of a rotation is named, for programs alone: people say its place. */
export const itemRefShape = z
  .string()
  .regex(/^i[1-9][0-9]{0,14}$/, 'must be the id of an item, such as i7')
  .meta({ examples: ['i7'] });

export const formatItemRef = (id: number): string => `i${id}`;

/** The number of an item's id that its schema has let through. */
export const itemIdOf = (ref: string): number => Number(ref.slice(1));

/** The number of a ref that its schema has let through. */
export const idOf = (ref: string): number => parseRef(ref)!.id;
