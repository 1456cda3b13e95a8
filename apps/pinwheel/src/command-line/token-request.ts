/** What is asked for with `tokens …`. */
export type TokenRequest =
  | { verb: 'create'; name: string; instanceId: string | null }
  | { verb: 'list' }
  | { verb: 'revoke'; name: string };

export type TokenReading = { kind: 'understood'; request: TokenRequest } | { kind: 'unusable'; problem: string };

/** The words behind `tokens`. What does not fit is named, in one line. */
export function readTokenRequest([verb, name, ...rest]: string[]): TokenReading {
  if (verb === undefined) return unusable('"tokens" wants to know what: create, list or revoke.');
  if (verb !== 'create' && verb !== 'list' && verb !== 'revoke')
    return unusable(`"${verb}" is not understood; tokens are for create, list or revoke.`);
  const stray = [name, ...rest].find((word) => word?.startsWith('-')) ?? [name, ...rest][verbWords[verb]];
  if (stray !== undefined) return unusable(`"${stray}" is not understood; --help says what is.`);
  if (verb === 'list') return { kind: 'understood', request: { verb } };
  if (name === undefined || name.trim() === '') return unusable(`"tokens ${verb}" wants the token's name.`);
  if (verb === 'revoke') return { kind: 'understood', request: { verb, name } };
  return { kind: 'understood', request: { verb, name, instanceId: rest[0] ?? null } };
}

/** How many words each takes. */
const verbWords = { create: 2, list: 0, revoke: 1 } as const;

const unusable = (line: string): TokenReading => ({ kind: 'unusable', problem: `${line}\n` });
