import type { Heard } from '@pinwheel/pinning';
import { isLidUser, isPnUser } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';

/** A private chat has no metadata: it is heard of by its messages, and bears the name its other person chose. */
export class PrivateChats {
  readonly #names = new Map<string, string>();

  /** The chat, when its name is news. */
  hear({ key, pushName }: WAMessage): Heard | null {
    const jid = key.remoteJid;
    if (!jid || key.fromMe || !pushName || !(isLidUser(jid) || isPnUser(jid)) || this.#names.get(jid) === pushName)
      return null;
    this.#names.set(jid, pushName);
    return {
      kind: 'chat',
      chat: {
        jid,
        kind: 'private',
        name: pushName,
        members: null,
        ourRole: 'member',
        onlyAdminsEdit: false,
        onlyAdminsSpeak: false,
        disappearingSeconds: null,
      },
    };
  }
}
