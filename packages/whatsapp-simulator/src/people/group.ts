import type { BinaryNode } from '@whiskeysockets/baileys';
import { node } from '../wire/nodes.js';
import type { Account } from './account.js';

export type Addressing = 'lid' | 'pn';

/** A group as the server keeps it. */
export class GroupState {
  readonly jid: string;
  readonly addressing: Addressing;
  readonly createdAt: number;
  readonly members: Map<Account, { admin: boolean }>;
  readonly creator: Account;
  subject: string;
  onlyAdminsEdit = false;
  onlyAdminsSpeak = false;

  constructor(jid: string, subject: string, members: Account[], addressing: Addressing, createdAt: number) {
    const [creator] = members;
    if (!creator) throw new Error('a group needs a member');
    this.jid = jid;
    this.subject = subject;
    this.addressing = addressing;
    this.createdAt = createdAt;
    this.creator = creator;
    this.members = new Map(members.map((member) => [member, { admin: false }]));
  }

  /** How this account is called in this group. */
  nameOf(account: Account): string {
    return this.addressing === 'lid' ? account.lid : account.jid;
  }

  isAdmin(account: Account): boolean {
    return this.members.get(account)?.admin ?? false;
  }

  /** Whether WhatsApp lets the account say something, or pin ("Edit group settings" covers pins). */
  permits(account: Account, act: 'speak' | 'pin'): boolean {
    if (!this.members.has(account)) return false;
    const restricted = this.onlyAdminsSpeak || (act === 'pin' && this.onlyAdminsEdit);
    return !restricted || this.isAdmin(account);
  }

  participant(account: Account): BinaryNode {
    const other = this.addressing === 'lid' ? { phone_number: account.jid } : { lid: account.lid };
    const type = this.isAdmin(account) ? (account === this.creator ? 'superadmin' : 'admin') : undefined;
    return node('participant', { jid: this.nameOf(account), ...other, type });
  }

  /** `<group>` as the metadata query, the list of groups and the notice of a new group show it. */
  metadata(): BinaryNode {
    const created = String(Math.floor(this.createdAt / 1000));
    const attributes = {
      id: this.jid.split('@')[0],
      subject: this.subject,
      s_t: created,
      s_o: this.nameOf(this.creator),
      creation: created,
      creator: this.nameOf(this.creator),
      creator_pn: this.addressing === 'lid' ? this.creator.jid : undefined,
      addressing_mode: this.addressing,
      size: String(this.members.size),
    };
    return node('group', attributes, [
      ...(this.onlyAdminsEdit ? [node('locked')] : []),
      ...(this.onlyAdminsSpeak ? [node('announcement')] : []),
      ...[...this.members.keys()].map((member) => this.participant(member)),
    ]);
  }
}
