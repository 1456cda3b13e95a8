import type { Instant } from '@pinwheel/domain';
import type { Language } from '../text/language.js';
import { type Html, rich } from './html.js';

const hour = 3_600_000;

/** `Mon 23/11/2026 08:00 (America/Sao_Paulo)`; a tap on it shows the reader's own clock. */
export function showTime(at: Instant, zone: string, language: Language): Html {
  return rich`${onClock(wallClock(at, zone, language), at)} (${zone})`;
}

/** With the seconds where they matter: when it is less than an hour away. */
export function showTimeSoon(at: Instant, now: Instant, zone: string, language: Language): Html {
  if (at - now >= hour) return showTime(at, zone, language);
  return rich`${onClock(wallClock(at, zone, language, true), at)} (${zone})`;
}

/** Without the zone, for lists that name it once. */
export function showTimeOnly(at: Instant, zone: string, language: Language): Html {
  return onClock(wallClock(at, zone, language), at);
}

/** `Mon 23/11/2026 08:00`. Day before month, as it is typed. */
export function wallClock(at: Instant, zone: string, language: Language, withSeconds = false): string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = (parts['weekday'] ?? '').replace('.', '');
  const seconds = withSeconds ? `:${parts['second']}` : '';
  return `${weekday} ${parts['day']}/${parts['month']}/${parts['year']} ${parts['hour']}:${parts['minute']}${seconds}`;
}

/** `24/12/2026`, of an ISO date. */
export const showDay = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(Date.parse(date));

function onClock(text: string, at: Instant): Html {
  return rich`<tg-time unix="${Math.floor(at / 1_000)}">${text}</tg-time>`;
}
