import type { Faults, Person } from './api.js';
import type { Account } from './people/account.js';
import { giveViewKeys } from './server/greeting.js';
import type { FaultPlan } from './server/fault-plan.js';
import type { Listener } from './server/listener.js';
import type { World } from './server/world.js';
import { node } from './wire/nodes.js';

export function createFaults(world: World, listener: Listener, personOf: (account: Account) => Person): Faults {
  return {
    ...plannedFaults(world.faults),
    ...connectionFaults(listener),
    async giveViewKeys() {
      world.faults.keepsViewKeys = false;
      for (const companion of world.directory.companions()) if (companion.greeted) await giveViewKeys(world, companion);
    },
    logOut: (person) => person.unlinkCompanions(),
    onMessage(listen) {
      const arrived = (message: { wireId: string; from: Account }) =>
        listen({ wireId: message.wireId, from: personOf(message.from) });
      world.arrivals.add(arrived);
      return () => void world.arrivals.delete(arrived);
    },
  };
}

function plannedFaults(plan: FaultPlan) {
  return {
    refuseMessages: (code: number, count = 1) => plan.onMessages({ kind: 'refuse', code }, count),
    withholdAcknowledgements: (count = 1) => plan.onMessages({ kind: 'withhold-ack' }, count),
    loseMessages: (count = 1) => plan.onMessages({ kind: 'lose' }, count),
    delayAcknowledgements: (ms: number, count = 1) => plan.onMessages({ kind: 'delay-ack', ms }, count),
    refuseViewChanges: (code: number, count = 1) => plan.onViewChanges({ kind: 'refuse', code }, count),
    withholdViewAnswers: (count = 1) => plan.onViewChanges({ kind: 'withhold-answer' }, count),
    loseViewChanges: (count = 1) => plan.onViewChanges({ kind: 'lose' }, count),
    keepViewKeys: () => void (plan.keepsViewKeys = true),
    refuseLogins: (reason: number, count = 1) => plan.onLogins(reason, count),
    refuseUpgrades: (httpStatus: number, count = 1) => plan.onUpgrades(httpStatus, count),
  };
}

function connectionFaults(listener: Listener) {
  return {
    dropConnections: () => {
      for (const connection of listener.connections) connection.drop();
    },
    endStream: (code: 515 | 503 | 500) => {
      for (const connection of listener.connections) connection.endStream(code);
    },
    replaceConnections: () => {
      for (const connection of listener.connections) {
        connection.endStream(440, node('conflict', { type: 'replaced' }));
      }
    },
    goSilent: () => listener.silence(),
    speakAgain: () => listener.speakAgain(),
    holdConnections: () => listener.hold(true),
    allowConnections: () => listener.hold(false),
  };
}
