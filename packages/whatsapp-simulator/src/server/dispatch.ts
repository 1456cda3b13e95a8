import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Companion } from '../people/companion.js';
import { answerQuery } from '../queries/answer.js';
import type { Connection } from '../wire/connection.js';
import { child, node } from '../wire/nodes.js';
import { requestCodePairing, finishCodePairing } from './code-pairing.js';
import { completePairing } from './pairing.js';
import type { Applicant } from './pairing-desk.js';
import { routeReceipt } from './receipts.js';
import { routeMessage } from './routing.js';
import type { World } from './world.js';

/** Gives a client's stanza to whom it concerns. Presence, typing and telemetry concern nobody here. */
export async function dispatch(world: World, connection: Connection, stanza: BinaryNode): Promise<void> {
  const companion = world.owners.get(connection);
  if (companion) return dispatchFrom(world, companion, stanza);
  const applicant = world.pairing.of(connection);
  if (applicant) dispatchApplicant(world, applicant, stanza);
}

async function dispatchFrom(world: World, companion: Companion, stanza: BinaryNode): Promise<void> {
  switch (stanza.tag) {
    case 'iq':
      return answerQuery(world, companion, stanza);
    case 'message':
      return routeMessage(world, companion, stanza);
    case 'receipt':
      return routeReceipt(world, companion, stanza);
    case 'ack':
      return companion.acknowledged(stanza.attrs['class'] ?? '', stanza.attrs);
  }
}

function dispatchApplicant(world: World, applicant: Applicant, stanza: BinaryNode): void {
  if (stanza.tag !== 'iq') return;
  const registration = child(stanza, 'link_code_companion_reg');
  if (registration?.attrs['stage'] === 'companion_hello') requestCodePairing(world, applicant, registration);
  else if (registration?.attrs['stage'] === 'companion_finish') finishCodePairing(applicant, registration);
  else if (child(stanza, 'pair-device-sign')) return completePairing(world, applicant, stanza);
  const { id, to, type } = stanza.attrs;
  if (type !== 'result') applicant.connection.send(node('iq', { from: to, id, type: 'result' }));
}
