import { resolve } from 'node:path';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import { type Configuration, makeHome } from '@pinwheel/runtime';

export interface DatabaseServer extends AsyncDisposable {
  readonly url: string;
}

/** The PostgreSQL that is configured, or the one that comes with Pinwheel: started, or joined where it runs already. */
export async function openServer(
  { databaseUrl, home }: Pick<Configuration, 'databaseUrl' | 'home'>,
  onProgress: (line: string) => void,
): Promise<DatabaseServer> {
  if (databaseUrl !== null) return { url: databaseUrl, [Symbol.asyncDispose]: async () => {} };
  await makeHome(resolve(home));
  return startEmbeddedPostgres({ home, onProgress });
}
