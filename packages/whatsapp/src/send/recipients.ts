import type { GroupMetadata, WASocket } from '@whiskeysockets/baileys';
import { isOwnJid } from '../account.js';
import type { Account } from '../listener.js';

/** WhatsApp did not tell the devices of anybody a message is for. */
export class NobodyToReach extends Error {
  constructor() {
    super('no device of any recipient is known');
    this.name = 'NobodyToReach';
  }
}

type DeviceSource = Pick<WASocket, 'getUSyncDevices'>;

/**
 * Asks for the devices that a message is for, before Baileys does: where the question has no answer, Baileys encrypts
 * for nobody and sends that. Its own question is then answered from memory.
 * @throws {NobodyToReach}
 */
export async function ensureReachable(source: DeviceSource, account: Account, jids: readonly string[]): Promise<void> {
  const others = jids.filter((jid) => !isOwnJid(account, jid));
  if (others.length === 0) return;
  const devices = await source.getUSyncDevices([...jids], true, false);
  if (!devices.some(({ jid }) => !isOwnJid(account, jid))) throw new NobodyToReach();
}

export const memberJids = (group: GroupMetadata): string[] => group.participants.map(({ id }) => id);
