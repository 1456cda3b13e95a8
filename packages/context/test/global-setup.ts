import { connectDatabase } from '@pinwheel/db';
import { connectQueues } from '@pinwheel/queue';
import type { TestProject } from 'vitest/node';

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

/** Makes all tables in the run's template, of which every test's database is a copy. */
export default async function setup(project: TestProject): Promise<void> {
  const { templateUrl: template } = project.getProvidedContext() as unknown as { templateUrl: string };
  await using database = await connectDatabase({ url: template, slots: 3, timeZone: 'UTC' });
  await database.migrate();
  await using _queues = await connectQueues({ redisUrl: null, databaseUrl: template, clock: Date, logger: silent });
}
