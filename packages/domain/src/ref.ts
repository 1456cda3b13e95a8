/** What a ref's letter stands for. */
export const refLetters = { chat: 'g', message: 'm', pin: 'p', schedule: 's', rotation: 'r', audit: 'a' } as const;
export type RefKind = keyof typeof refLetters;
export interface Ref {
  kind: RefKind;
  id: number;
}

/** `m7` for message 7. What somebody has written down stays right: the database uses no number twice. */
export const formatRef = (kind: RefKind, id: number): string => `${refLetters[kind]}${id}`;

/** Reads `m7` or `M7`; null for anything else. */
export function parseRef(word: string): Ref | null {
  const match = /^([gmpsra])([1-9]\d{0,15})$/i.exec(word);
  if (!match) return null;
  const letter = match[1]!.toLowerCase();
  const kind = (Object.keys(refLetters) as RefKind[]).find((name) => refLetters[name] === letter)!;
  return { kind, id: Number(match[2]) };
}
