import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import { firstHistory } from './history.js';
import { tellCompanion } from './speech.js';
import type { World } from './world.js';

/**
 * What a phone sends a new companion: keys for the app state, and the first history.
 * Without the history Baileys holds back events for 20 seconds; the push name comes with the stanza.
 */
export async function greet(world: World, companion: Companion): Promise<void> {
  if (companion.greeted) return;
  companion.greeted = true;
  if (!world.faults.keepsViewKeys) await giveViewKeys(world, companion);
  const { Type } = proto.Message.ProtocolMessage;
  await tellCompanion(world, companion, {
    protocolMessage: {
      type: Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: historyNotice(world, companion.account),
    },
  });
}

export async function giveViewKeys(world: World, companion: Companion): Promise<void> {
  const type = proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE;
  const keys = [viewKey(world, companion.account)];
  await tellCompanion(world, companion, { protocolMessage: { type, appStateSyncKeyShare: { keys } } });
}

function viewKey(world: World, { view }: Account): proto.Message.IAppStateSyncKey {
  return {
    keyId: { keyId: view.keyId },
    keyData: {
      keyData: view.keyData,
      fingerprint: { rawId: 1, currentIndex: 0, deviceIndexes: [0, 1] },
      timestamp: world.now(),
    },
  };
}

function historyNotice(world: World, account: Account): proto.Message.IHistorySyncNotification {
  const history = proto.HistorySync.encode(firstHistory(world, account)).finish();
  return { syncType: 0, progress: 100, chunkOrder: 1, initialHistBootstrapInlinePayload: deflateSync(history) };
}
