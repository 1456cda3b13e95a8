import type { QuietHours } from './quiet-hours.js';
import { isTimeZone, nearestTimeZones } from './time/index.js';
import type { Hold } from './when/index.js';

/** What we do where somebody's hand took down what we want pinned: tell it, pin it again, or neither. */
export const driftModes = ['observe', 'repair', 'off'] as const;
export type DriftMode = (typeof driftModes)[number];

/** Who is told what happens in a chat without anybody having asked. */
export const noticeReaders = ['all', 'owners', 'off'] as const;
export type NoticeReaders = (typeof noticeReaders)[number];

/** What admins say about a chat. */
export interface ChatSettings {
  /** IANA name. */
  timeZone: string;
  /** What a pin gets that names no hold; never one until a fixed moment. */
  hold: Hold;
  /** null for none. */
  quietHours: QuietHours | null;
  drift: DriftMode;
  /** The most that we pin again in 24 hours what people took down. */
  repairsADay: number;
  /** Between two changes that everybody in the chat sees, in seconds; 0 for none. */
  changeGapSeconds: number;
  /** The most changes in 24 hours that everybody in the chat sees. */
  changesADay: number;
  notices: NoticeReaders;
  /** The most pins that we put up; null for as many as WhatsApp shows by the installation's number. */
  slots: number | null;
}

/** Smallest and largest of what is a number. */
export const settingRanges = {
  repairsADay: { least: 0, most: 24 },
  /** A day. */
  changeGapSeconds: { least: 0, most: 86_400 },
  changesADay: { least: 1, most: 500 },
  /** WhatsApp has three at present. */
  slots: { least: 1, most: 10 },
} as const;
export type RangedSetting = keyof typeof settingRanges;

export type SettingFault =
  | { kind: 'no_such_zone'; zone: string; nearest: string[] }
  | { kind: 'out_of_range'; setting: RangedSetting; least: number; most: number }
  | { kind: 'fixed_moment' }
  | { kind: 'no_quiet_hours' };

const suggestedZones = 3;

/** What is wrong with settings that somebody wants; null if nothing is. */
export function settingFault(wanted: Partial<ChatSettings>): SettingFault | null {
  const { timeZone, hold, quietHours } = wanted;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return { kind: 'no_such_zone', zone: timeZone, nearest: nearestTimeZones(timeZone, suggestedZones) };
  if (hold?.kind === 'until') return { kind: 'fixed_moment' };
  if (quietHours && quietHours.from === quietHours.to) return { kind: 'no_quiet_hours' };
  for (const setting of Object.keys(settingRanges) as RangedSetting[]) {
    const [value, { least, most }] = [wanted[setting], settingRanges[setting]];
    if (value != null && (!Number.isInteger(value) || value < least || value > most))
      return { kind: 'out_of_range', setting, least, most };
  }
  return null;
}
