import type { InstanceState } from '@pinwheel/pinning';
import { type Html, html } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export const linking = {
  asked: (): Html => html`Asking WhatsApp. It takes a few seconds.`,
  qrFollows: (): Html => html`The QR comes here as a photo and renews itself.`,
  codeFollows: (phone: string): Html => html`The code for +${phone} comes here.`,
  underWay: (): Html => html`A linking is under way already. /cancel ends it.`,
  onlyPrivate: (): Html =>
    html`Whoever sees the QR or the code can take the account. Please write to me in private: there, not in a group.`,
  alreadyLinked: (who: string): Html => html`WhatsApp is linked already, as ${who}. To unlink: /link off`,
  scan: (): Html =>
    html`On the phone: WhatsApp → Settings → Linked devices → Link a device, and scan this. It renews itself and goes
    away when it is done.`,
  code: (code: string): Html =>
    html`On the phone: WhatsApp → Settings → Linked devices → Link a device → Link with phone number instead, and type
      <code>${code}</code>`,
  copy: 'Copy the code',
  linked: (who: string): Html => html`✅ Linked as ${who}. The chats appear shortly: /chats`,
  failed: (why: string): Html => html`❌ Not linked. ${why}`,
  ended: (why: string | null): Html =>
    why === null ? html`The account is unlinked. To link one: /link` : html`❌ The account is no longer linked. ${why}`,
  cancelled: (): Html => html`The linking was called off.`,
  badNumber: (typed: string): Html =>
    html`“${typed}” is not a phone number I could use. With country and area code:
      <code>/link code +55 11 99999-0000</code>`,
  noNumber: (): Html => html`Which number? <code>/link code +55 11 99999-0000</code>`,
  offAsk: (who: string): Html =>
    html`Unlink ${who}? Nothing can be pinned until it is linked again, with a new scan. Chats, messages and schedules
    stay.`,
  offYes: 'Unlink',
  offNo: 'Leave it linked',
  leaving: (who: string): Html => html`${who} is being unlinked.`,
  notLinked: (): Html => html`No WhatsApp account is linked. /link`,
};

const instanceStates: NamesFor<InstanceState> = {
  unlinked: 'not linked',
  linked: 'linked',
  leaving: 'being unlinked',
  logged_out: 'logged out by the phone; link again: /link',
  replaced: 'replaced: another process uses the same account',
  broken: 'stored credentials cannot be read',
};

export const status = {
  title: (): Html => html`<b>Status</b>`,
  instance: (id: string, who: string, state: string): Html => html`WhatsApp ${id}: ${who} – ${state}`,
  states: instanceStates,
  nobody: 'nobody',
  connected: (time: Html): Html => html`🟢 connected since ${time}`,
  notConnected: (): Html => html`🔴 not connected`,
  problem: (what: string): Html => html`Trouble: ${what}`,
  lastHeard: (time: Html): Html => html`Last message heard: ${time}`,
  neverHeard: (): Html => html`No message heard yet.`,
  next: (time: Html, what: Html, chat: Html): Html => html`Next: ${time}, ${what}, ${chat}`,
  noNext: (): Html => html`Nothing is planned.`,
  operations: (waiting: number, failed: number): Html =>
    html`Operations waiting: ${waiting} · failed in 24 h: ${failed}`,
  noInstance: (): Html => html`No WhatsApp account yet: /link`,
  queueDown: (): Html => html`🔴 The queue does not answer: what you ask is kept, and done when it is back.`,
  databaseDown: (): Html => html`🔴 The database does not answer: nothing more can be said now.`,
};
