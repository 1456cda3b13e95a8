import type { ChatSettings } from './chat-settings.js';

export type ChatKind = 'group' | 'private' | 'channel';
export type ChatRole = 'superadmin' | 'admin' | 'member' | 'none';

/** A group, private conversation or channel, as one instance sees it. */
export interface Chat extends ChatSettings {
  id: number;
  instanceId: string;
  jid: string;
  kind: ChatKind;
  name: string;
  /** Slots whose pins stay, and which nothing takes unless a person names it; in ascending order. */
  lockedSlots: readonly number[];
  members: number | null;
  ourRole: ChatRole;
  /** WhatsApp's group setting `restrict`: only admins edit the group, and pinning counts as editing. */
  onlyAdminsEdit: boolean;
  /** WhatsApp's group setting `announce`: only admins write. */
  onlyAdminsSpeak: boolean;
  /** How long messages live in a chat with disappearing messages, in seconds. */
  disappearingSeconds: number | null;
}
