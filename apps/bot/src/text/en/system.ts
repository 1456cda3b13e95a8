import type { InstanceState } from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export const linking = {
  asked: (): Html => rich`Asking WhatsApp. It takes a few seconds.`,
  qrFollows: (): Html => rich`The QR comes here as a photo and renews itself.`,
  codeFollows: (phone: string): Html => rich`The code for +${phone} comes here.`,
  underWay: (): Html => rich`A linking is under way already. /cancel ends it.`,
  onlyPrivate: (): Html =>
    rich`Whoever sees the QR or the code can take the account. Please write to me in private: there, not in a group.`,
  alreadyLinked: (who: string): Html => rich`WhatsApp is linked already, as ${who}. To unlink: /link off`,
  scan: (): Html =>
    rich`On the phone: WhatsApp → Settings → Linked devices → Link a device, and scan this. It renews itself and goes away when it is done.`,
  code: (code: string): Html =>
    rich`On the phone: WhatsApp → Settings → Linked devices → Link a device → Link with phone number instead, and type <code>${code}</code>`,
  copy: 'Copy the code',
  linked: (who: string): Html => rich`✅ Linked as ${who}. The chats appear shortly: /chats`,
  failed: (why: string): Html => rich`❌ Not linked. ${why}`,
  ended: (why: string | null): Html =>
    why === null ? rich`The account is unlinked. To link one: /link` : rich`❌ The account is no longer linked. ${why}`,
  cancelled: (): Html => rich`The linking was called off.`,
  badNumber: (typed: string): Html =>
    rich`“${typed}” is not a phone number I could use. With country and area code: <code>/link code +55 11 99999-0000</code>`,
  noNumber: (): Html => rich`Which number? <code>/link code +55 11 99999-0000</code>`,
  offAsk: (who: string): Html =>
    rich`Unlink ${who}? Nothing can be pinned until it is linked again, with a new scan. Chats, messages and schedules stay.`,
  offYes: 'Unlink',
  offNo: 'Leave it linked',
  leaving: (who: string): Html => rich`${who} is being unlinked.`,
  notLinked: (): Html => rich`No WhatsApp account is linked. /link`,
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
  title: (): Html => rich`<b>Status</b>`,
  instance: (id: string, who: string, state: string): Html => rich`WhatsApp ${id}: ${who} – ${state}`,
  states: instanceStates,
  nobody: 'nobody',
  connected: (time: Html): Html => rich`🟢 connected since ${time}`,
  notConnected: (): Html => rich`🔴 not connected`,
  problem: (what: string): Html => rich`Trouble: ${what}`,
  lastHeard: (time: Html): Html => rich`Last message heard: ${time}`,
  neverHeard: (): Html => rich`No message heard yet.`,
  next: (time: Html, what: Html, chat: Html): Html => rich`Next: ${time}, ${what}, ${chat}`,
  noNext: (): Html => rich`Nothing is planned.`,
  operations: (waiting: number, failed: number): Html => rich`Operations waiting: ${waiting} · failed today: ${failed}`,
  noInstance: (): Html => rich`No WhatsApp account yet: /link`,
  queueDown: (): Html => rich`🔴 The queue does not answer: what you ask is kept, and done when it is back.`,
  databaseDown: (): Html => rich`🔴 The database does not answer: nothing more can be said now.`,
};
