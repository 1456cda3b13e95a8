import type { proto } from '@whiskeysockets/baileys';
import type { Life } from '../socket/life.js';

/** The phone gives them to a new device soon after the scan. */
export class KeysAwaited extends Error {
  constructor() {
    super('the phone has not given us the keys of the app state yet');
    this.name = 'KeysAwaited';
  }
}

export async function findKey({ socket }: Life, id: string): Promise<proto.Message.IAppStateSyncKeyData | undefined> {
  return (await socket.authState.keys.get('app-state-sync-key', [id]))[id];
}

/** @throws {KeysAwaited} */
export function newestKeyId({ socket }: Life): string {
  const { myAppStateKeyId } = socket.authState.creds;
  if (!myAppStateKeyId) throw new KeysAwaited();
  return myAppStateKeyId;
}
