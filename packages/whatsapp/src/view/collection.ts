import { Boom } from '@hapi/boom';
import {
  decodeSyncdMutations,
  DisconnectReason,
  downloadExternalPatch,
  extractSyncdPatches,
  makeLtHashGenerator,
  newLTHashState,
  proto,
  S_WHATSAPP_NET,
  toNumber,
} from '@whiskeysockets/baileys';
import type { BinaryNode, LTHashState, WAPatchName } from '@whiskeysockets/baileys';
import type { Life } from '../socket/life.js';
import { whileAlive } from '../socket/while-alive.js';
import { findKey } from './keys.js';

/** A part of the account's app state, as WhatsApp's server keeps it for all devices of the account. */
export interface Collection {
  name: WAPatchName;
  /** What a patch begins from. */
  state: LTHashState;
  /** By the parts of the index, as JSON. */
  values: ReadonlyMap<string, proto.ISyncActionValue>;
  /** Whether there is more, sealed with keys that we were never given. */
  hasSecrets: boolean;
}

interface Contents {
  values: Map<string, proto.ISyncActionValue>;
  hasSecrets: boolean;
}

/** WhatsApp's server did not say anything, or nothing about the collection. */
export class NoAnswer extends Error {
  constructor() {
    super('no answer to a query about the app state');
    this.name = 'NoAnswer';
  }
}

/** A server that goes on saying that there is more is not followed for ever. */
const mostPages = 50;

/**
 * Reads the collection from its beginning. What Baileys keeps of it are hashes, by which one may write but sees nothing;
 * and that copy is Baileys' own to keep in step.
 */
export async function readCollection(life: Life, name: WAPatchName): Promise<Collection> {
  const contents: Contents = { values: new Map(), hasSecrets: false };
  let state = newLTHashState();
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await askServer(life, {
      tag: 'collection',
      attrs: { name, version: String(state.version), return_snapshot: String(state.version === 0) },
    });
    const read = (await whileAlive(life, extractSyncdPatches(answer, {})))[name];
    if (!read) throw new NoAnswer();
    const { snapshot, patches, hasMorePatches } = read;
    if (snapshot) {
      const records = (snapshot.records ?? []).map((record) => ({ operation: SET, record }));
      state = await apply(
        life,
        { ...newLTHashState(), version: toNumber(snapshot.version?.version) },
        records,
        contents,
      );
    }
    for (const patch of patches) {
      const apart = patch.externalMutations ? await downloadExternalPatch(patch.externalMutations, {}) : null;
      const mutations = [...(patch.mutations ?? []), ...(apart?.mutations ?? [])];
      state = await apply(life, { ...state, version: toNumber(patch.version?.version) }, mutations, contents);
    }
    if (!hasMorePatches) return { name, state, ...contents };
  }
  throw new NoAnswer();
}

/** @throws {NoAnswer} when the patience is over: Baileys then answers with nothing, or with an error of its own. */
export async function askServer(life: Life, collection: BinaryNode, patienceMs?: number): Promise<BinaryNode> {
  const query = {
    tag: 'iq',
    attrs: { to: S_WHATSAPP_NET, xmlns: 'w:sync:app:state', type: 'set' },
    content: [{ tag: 'sync', attrs: {}, content: [collection] }],
  };
  try {
    const answer: BinaryNode | undefined = await whileAlive(life, life.socket.query(query, patienceMs));
    if (answer) return answer;
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  throw new NoAnswer();
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Boom && error.output.statusCode === DisconnectReason.timedOut;

const { SET, REMOVE } = proto.SyncdMutation.SyncdOperation;

/** Hashes count for every record, also for those that cannot be read. */
async function apply(
  life: Life,
  state: LTHashState,
  mutations: readonly proto.ISyncdMutation[],
  contents: Contents,
): Promise<LTHashState> {
  const hashes = makeLtHashGenerator(state);
  for (const mutation of mutations) {
    const operation = mutation.operation ?? SET;
    const indexMac = mutation.record?.index?.blob;
    const valueMac = mutation.record?.value?.blob?.slice(-macLength);
    if (!indexMac || !valueMac) continue;
    hashes.mix({ indexMac, valueMac, operation });
    await note(life, mutation, contents);
  }
  return { ...state, ...hashes.finish() };
}

const macLength = 32;

async function note(life: Life, mutation: proto.ISyncdMutation, contents: Contents): Promise<void> {
  const { values } = contents;
  try {
    await decodeSyncdMutations(
      [mutation],
      newLTHashState(),
      (id) => findKey(life, id),
      ({ syncAction, index }) => {
        if (mutation.operation === REMOVE) values.delete(JSON.stringify(index));
        else if (syncAction.value) values.set(JSON.stringify(index), syncAction.value);
      },
      true,
    );
  } catch {
    contents.hasSecrets = true;
  }
}
