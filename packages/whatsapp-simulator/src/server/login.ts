import { randomBytes } from 'node:crypto';
import type { proto } from '@whiskeysockets/baileys';
import type { Companion } from '../people/companion.js';
import { checked } from '../signal/key-bundle.js';
import type { Connection } from '../wire/connection.js';
import type { ClientFinish } from '../wire/noise.js';
import { node, readBigEndian, SERVER } from '../wire/nodes.js';
import { announceChange, stanzaId, stanzaTime, type World } from './world.js';

/** How many QR codes a client shows before it gives up; WhatsApp sends six. */
const REFS = 6;

export function join(world: World, connection: Connection, client: ClientFinish): void {
  world.owners.set(connection, undefined);
  const { devicePairingData } = client.payload;
  if (devicePairingData) register(world, connection, client.staticKey, devicePairingData);
  else logIn(world, connection, client);
}

function register(
  world: World,
  connection: Connection,
  noiseKey: Buffer,
  data: proto.ClientPayload.IDevicePairingRegistrationData,
): void {
  const identity = Buffer.from(data.eIdent ?? []);
  const signedPreKey = {
    id: readBigEndian(Buffer.from(data.eSkeyId ?? [])),
    public: Buffer.from(data.eSkeyVal ?? []),
    signature: Buffer.from(data.eSkeySig ?? []),
  };
  const keys = {
    identity,
    noiseKey,
    registrationId: readBigEndian(Buffer.from(data.eRegid ?? [])),
    signedPreKey: checked(signedPreKey, identity),
  };
  const refs = Array.from({ length: REFS }, () => `2@${randomBytes(48).toString('base64')}`);
  world.pairing.admit({ connection, keys, refs });
  const nodes = refs.map((ref) => node('ref', {}, Buffer.from(ref)));
  connection.send(
    node('iq', { from: SERVER, type: 'set', id: stanzaId(), xmlns: 'md' }, [node('pair-device', {}, nodes)]),
  );
}

function logIn(world: World, connection: Connection, { payload, staticKey }: ClientFinish): void {
  const refused = world.faults.nextLogin();
  if (refused !== undefined) return refuse(connection, refused);
  const companion = world.directory.companionOf(`${payload.username}:${payload.device ?? 0}@s.whatsapp.net`);
  if (!companion?.keys.noiseKey.equals(staticKey)) return refuse(connection, 401);
  replaceOlder(companion);
  companion.connection = connection;
  world.owners.set(connection, companion);
  connection.send(node('success', { t: stanzaTime(world), lid: companion.lid, location: 'sim' }));
  connection.send(edgeRouting());
  announceChange(world);
}

/** WhatsApp keeps one socket a companion: a second login takes the place of the first. */
function replaceOlder(companion: Companion): void {
  companion.connection?.endStream(440, node('conflict', { type: 'replaced' }));
  companion.live = false;
  companion.ready = false;
}

function refuse(connection: Connection, reason: number): void {
  connection.end(node('failure', { reason: String(reason), location: 'sim' }));
}

function edgeRouting() {
  return node('ib', { from: SERVER }, [
    node('edge_routing', {}, [node('routing_info', {}, Buffer.from([8, 8, 8, 1]))]),
  ]);
}

export function leave(world: World, connection: Connection): void {
  const companion = world.owners.get(connection);
  world.owners.delete(connection);
  world.pairing.dismiss(connection);
  if (companion?.connection === connection) {
    companion.connection = undefined;
    companion.live = false;
    companion.ready = false;
  }
  announceChange(world);
}

/** The client asked to be woken (`passive` → `active`): it gets what waited, then everything as it comes. */
export function activate(companion: Companion): void {
  const waiting = String(companion.waiting);
  companion.connection?.send(node('ib', { from: SERVER }, [node('offline_preview', { count: waiting })]));
  const sent = companion.goLive();
  companion.connection?.send(node('ib', { from: SERVER }, [node('offline', { count: String(sent) })]));
}
