import { openDatabase } from '@pinwheel/context';
import type { Database } from '@pinwheel/db';
import { createToken, type CreateTokenReply, type Token } from '@pinwheel/pinning';
import { createStack, type Surroundings } from '@pinwheel/runtime';
import { openServer } from '../open-server.js';
import type { TokenRequest } from './token-request.js';

/** Where words go: what was asked for to `out`, everything else to `err`. Neither is the log. */
export interface Terminal {
  out(line: string): Promise<void>;
  err(line: string): Promise<void>;
}

type Needs = Pick<Surroundings<'all-in-one'>, 'configuration' | 'clock' | 'ids'>;

/**
 * Carries out `tokens …`, also beside a running Pinwheel.
 *
 * @returns the exit status: 0 if it was done, 1 if it could not be.
 * @throws {StartError} when the database can not be reached.
 */
export async function runTokens(needs: Needs, request: TokenRequest, terminal: Terminal): Promise<number> {
  const { configuration } = needs;
  const stack = createStack();
  try {
    const server = stack.use(await openServer(configuration, (line) => void terminal.err(line)));
    const database = stack.use(await openDatabase({ ...configuration, databaseUrl: server.url }));
    return await carryOut(needs, database, request, terminal);
  } finally {
    await stack[Symbol.asyncDispose]();
  }
}

async function carryOut(
  { clock, ids }: Needs,
  { tokens, instances }: Database,
  request: TokenRequest,
  terminal: Terminal,
): Promise<number> {
  switch (request.verb) {
    case 'list': {
      const all = await tokens.all();
      if (all.length === 0) await terminal.err('There is no token. To make one: npm start -- tokens create <name>');
      else for (const line of table(all)) await terminal.out(line);
      return 0;
    }
    case 'revoke': {
      const revoked = await tokens.revoke(request.name, clock.now());
      await terminal.err(
        revoked ? `"${revoked.name}" opens nothing any more.` : `There is no token "${request.name}".`,
      );
      return revoked ? 0 : 1;
    }
    case 'create': {
      const source = `command-line:${ids.unique()}`;
      return tell(await createToken({ instances, tokens, clock, ids }, { ...request, source }), request, terminal);
    }
  }
}

/** The secret is alone on standard output, for a script to take it from there. */
async function tell(
  reply: CreateTokenReply,
  { name, instanceId }: Extract<TokenRequest, { verb: 'create' }>,
  terminal: Terminal,
): Promise<number> {
  switch (reply.kind) {
    case 'created':
      await terminal.err(
        `The token "${reply.token.name}", for ${instanceId ?? 'every instance'}. It is shown this once:`,
      );
      await terminal.out(reply.secret);
      return 0;
    case 'name_taken':
      await terminal.err(`There is a token "${name}" already. To end it: npm start -- tokens revoke "${name}"`);
      return 1;
    case 'name_too_long':
      await terminal.err(`That name is too long: ${reply.limit} characters at most.`);
      return 1;
    case 'no_such_instance':
      await terminal.err(`There is no instance "${instanceId}". ${known(reply.instanceIds)}`);
      return 1;
  }
}

const known = (ids: readonly string[]): string =>
  ids.length === 0 ? 'There is none yet: /link makes the first.' : `There are: ${ids.join(', ')}`;

function table(tokens: readonly Token[]): string[] {
  const rows = tokens.map(({ name, instanceId, createdAt, lastUsedAt }) => [
    name,
    instanceId ?? '(every instance)',
    timeOf(createdAt),
    lastUsedAt === null ? 'never' : timeOf(lastUsedAt),
  ]);
  const all = [['NAME', 'INSTANCE', 'CREATED', 'LAST USED'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

/** To the minute, as uses are noted. */
const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;
