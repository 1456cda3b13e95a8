import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Companion } from '../people/companion.js';
import type { World } from '../server/world.js';

export interface Query {
  readonly world: World;
  readonly companion: Companion;
  readonly iq: BinaryNode;
  /** The first child, which says what is asked. */
  readonly subject: BinaryNode | undefined;
}

type Reply = BinaryNode[] | { content: BinaryNode[]; after(): void | Promise<void> } | typeof silence;

/** No answer at all. */
export const silence = Symbol('silence');

/** Gives the content of the result; `after` runs once the result was sent. */
export type Answer = (query: Query) => Reply | Promise<Reply>;

/** Keyed `xmlns/type/first child`. */
export type AnswerTable = Record<string, Answer>;

/** An `error` instead of a result. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}
