import type { Logger } from '@pinwheel/pinning';
import { expect, test } from 'vitest';
import { createWorld, linkedInstance, silent } from './support/linked.js';

const speakers = 10;
const each = 6;

test('hears what ten people say at once, each message once, in the order in which the server sent them', async () => {
  await using world = await createWorld();
  const { simulator, olga } = world;
  const people = Array.from({ length: speakers }, (_, n) =>
    simulator.addPerson({ name: `Speaker ${n}`, phone: `55119900001${n}0` }),
  );
  const group = simulator.addGroup({ name: 'Square', members: [olga, ...people], admins: [olga] });
  const warnings: string[] = [];
  const logger: Logger = { ...silent, warn: (_, message) => warnings.push(message), child: () => logger };
  await using linked = await linkedInstance(world, { logger });
  const { told } = linked;
  for (let turn = 0; turn < each; turn += 1)
    await Promise.all(people.map((person) => person.say(group, `turn ${turn}`)));
  await told.until('all of it', () => told.messages.length >= speakers * each, 30_000);
  expect(warnings).not.toContain('failed to decrypt message');
  expect(told.messages.map(({ key }) => key.id)).toEqual(olga.heard(group).map(({ wireId }) => wireId));
});
