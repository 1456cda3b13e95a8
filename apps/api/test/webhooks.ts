import type { ShownDelivery } from '@pinwheel/pinning';
import { eventually } from '@pinwheel/testing';
import type { Fixture } from './fixture.js';

/** Private networks are allowed, and an address in one. */
export const allowing = { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.0/8' };
export const address = 'http://127.0.0.1:9/hook';

/** What has been put into words so far, oldest first. */
export async function deliveriesOf({ context }: Fixture): Promise<(ShownDelivery & { json: Body })[]> {
  const found = await context.database.deliveries.list({ instanceId: null, limit: 100 });
  return found.toReversed().map((delivery) => ({ ...delivery, json: JSON.parse(delivery.body) as Body }));
}

type Body = Record<string, unknown>;

/** The bodies, when there are so many. */
export const bodies = (fixture: Fixture, count: number): Promise<Body[]> =>
  eventually(async () => {
    const found = await deliveriesOf(fixture);
    return found.length === count ? found.map(({ json }) => json) : false;
  });

/** Settings count when something is put into words, which is a moment after it happened. */
export const allSaid = ({ context }: Fixture): Promise<unknown> =>
  eventually(async () => {
    const { rows } = await context.database.drizzle.execute('select from happenings');
    return rows.length === 0;
  });

export const forgetDeliveries = ({ context }: Fixture): Promise<unknown> =>
  context.database.drizzle.execute('truncate webhooks, happenings, deliveries');
