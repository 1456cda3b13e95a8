import type { DriftMode, NoticeReaders, RangedSetting, SettingFault } from '@pinwheel/domain';
import type { SettingName } from '../../grammar/settings-words.js';
import { type Html, rich } from '../../ui/html.js';
import type { NamesFor, WordsFor } from '../words.js';

const drift: { readonly [Mode in DriftMode]: (repairs: number) => Html } = {
  observe: () => rich`Drift: observe – if somebody takes down what you want pinned, I tell you`,
  repair: (repairs) =>
    rich`Drift: repair – if somebody takes down what you want pinned, I pin it again, at most ${repairs} ${repairs === 1 ? 'time' : 'times'} a day, and then tell you`,
  off: () => rich`Drift: off – if somebody takes down what you want pinned, /pins shows it`,
};

const reports: { readonly [Who in NoticeReaders]: () => Html } = {
  all: () => rich`Reports: everybody who may pin here is told what happens without being asked for`,
  owners: () => rich`Reports: owners are told what happens without being asked for`,
  off: () => rich`Reports: nobody is told what happens without being asked for`,
};

const driftButtons: NamesFor<DriftMode> = { observe: '👁 Observe', repair: '🔧 Repair', off: 'Drift off' };
const reportButtons: NamesFor<NoticeReaders> = {
  all: '📣 Reports to all',
  owners: 'Reports to owners',
  off: 'No reports',
};

const howTo: { readonly [Name in SettingName]: () => Html } = {
  tz: () => rich`Which zone? <code>/settings tz America/Sao_Paulo</code>`,
  lang: () =>
    rich`Which language? <code>/settings lang pt</code>, <code>en</code>, or <code>auto</code> for Telegram's`,
  quiet: () => rich`From when to when? <code>/settings quiet 22-7</code>, or <code>off</code>`,
  hold: () => rich`For how long? <code>/settings hold 7d</code>, or <code>for ever</code>`,
  drift: () =>
    rich`What shall I do? <code>/settings drift observe</code>, <code>repair</code>, <code>repair 5 a day</code> or <code>off</code>`,
  gap: () => rich`How long at least? <code>/settings gap 60s</code>, or <code>off</code>`,
  cap: () => rich`How many in a day? <code>/settings cap 20</code>`,
  slots: () =>
    rich`How many pins may the chat have? <code>/settings slots 3</code>, or <code>off</code> for this installation's number`,
  lock: () => rich`Which slot? <code>/settings lock 1</code>`,
  unlock: () => rich`Which slot? <code>/settings unlock 1</code>`,
  reports: () => rich`To whom? <code>/settings reports all</code>, <code>owners</code> or <code>off</code>`,
};

const ranged: NamesFor<RangedSetting> = {
  repairsADay: 'Repairs a day',
  changeGapSeconds: 'The gap in seconds',
  changesADay: 'Changes a day',
  slots: 'Slots',
};

const faults: WordsFor<SettingFault> = {
  no_such_zone: ({ zone }) => rich`I know no time zone “${zone}”. Did you mean one of these?`,
  out_of_range: ({ setting, least, most }) => rich`${ranged[setting]}: a number from ${least} to ${most}.`,
  fixed_moment: () => rich`A default is a length, like 7d, or for ever, and not a fixed moment.`,
  no_quiet_hours: () => rich`Those hours end as they begin. For none: <code>/settings quiet off</code>`,
};

export const settings = {
  title: (chat: Html): Html => rich`⚙️ <b>Settings</b> · ${chat}`,
  zone: (zone: string, now: Html): Html => rich`Zone: ${zone}, where it is ${now} now`,
  quiet: (from: string, to: string): Html => rich`Quiet hours: ${from} to ${to}`,
  noQuiet: (): Html => rich`Quiet hours: none`,
  hold: (hold: Html): Html => rich`A pin that names no hold: ${hold}`,
  drift,
  gap: (gap: Html): Html => rich`Between two changes that the chat sees, at least: ${gap}`,
  noGap: (): Html => rich`nothing`,
  seconds: (count: number): Html => rich`${count} ${count === 1 ? 'second' : 'seconds'}`,
  cap: (changes: number): Html => rich`Changes a day that the chat sees, at most: ${changes}`,
  slots: (slots: number): Html => rich`Slots for pins: ${slots}`,
  locked: (slots: string): Html => rich`Locked slots: ${slots}`,
  noneLocked: (): Html => rich`Locked slots: none`,
  reports,
  language: (): Html => rich`Your language: English`,
  driftButtons,
  reportButtons,
  otherLanguage: 'Português',
  more: (help: string, command: string): Html => rich`To change something: <code>/${help} ${command}</code>`,
  changed: (): Html => rich`✅ Done.`,
  plansKeepTheirZone: (): Html => rich`What is planned already keeps the zone in which it was planned.`,
  languageChosen: (command: string): Html =>
    rich`✅ I speak English with you now. Back to Telegram's: /${command} lang auto`,
  languageOfTelegram: (): Html => rich`✅ From your next message on I speak the language of your Telegram.`,
  howTo,
  faults,
};
