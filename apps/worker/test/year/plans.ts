import type { CatchUp, Rule } from '@pinwheel/domain';
import {
  changeRotation,
  changeSettings,
  createRotation,
  createSchedule,
  type Deps,
  type HeardMessage,
} from '@pinwheel/pinning';

/** Two change their clocks in the north, two in the south, one of them by half an hour, and one never. */
const zones = ['America/Sao_Paulo', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Auckland'];
const day = 86_400_000;
const actor = { kind: 'admin', telegramId: 7, name: 'Ana' } as const;
const forADay = { kind: 'length', ms: day } as const;
const always = { from: null, until: null } as const;
const policies: readonly CatchUp['policy'][] = ['skip', 'once', 'all'];

/** The same numbers in each run. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Place {
  chatId: number;
  zone: string;
  messages: number[];
}

/**
 * Chats in five zones, every other one with quiet hours, and five schedules or rotations in each. Many are due at the
 * same moments: each moment of the year has to be waited for.
 */
export async function makePlans(deps: Deps, start: number, chats: number): Promise<void> {
  const pick = numbersFrom(42);
  for (let n = 0; n < chats; n += 1) {
    const place = await makeChat(deps, start, n);
    const moment = start + pick(52) * 7 * day + at(pick).hour * 3_600_000;
    await makeSchedule(deps, place, `once-${n}`, { kind: 'once', at: moment }, n);
    const from = start + pick(240) * day;
    const season = { from, until: from + 60 * day };
    const monthly = n % 2 === 0 ? dayOfMonth(place, pick) : lastDay(place, pick);
    await makeSchedule(deps, place, `season-${n}`, monthly, n, season);
    await makeSchedule(deps, place, `half-yearly-${n}`, everyWeeks(place, start, 20 + pick(10), pick), n + 1);
    await makeSchedule(deps, place, `yearly-${n}`, everyWeeks(place, start, 40 + pick(12), pick), n + 2);
    await makeRotation(deps, place, `rotation-${n}`, everyWeeks(place, start, 4, pick), pick);
  }
}

async function makeChat(deps: Deps, start: number, n: number): Promise<Place> {
  const { store } = deps;
  const jid = `1203630${String(n).padStart(11, '0')}@g.us`;
  const zone = zones[n % zones.length]!;
  const group = { kind: 'group', name: `Chat ${n}`, members: 3, disappearingSeconds: null } as const;
  const open = { ourRole: 'admin', onlyAdminsEdit: false, onlyAdminsSpeak: false } as const;
  await store.saveChats('main', [{ ...group, ...open, jid }]);
  await store.saveMessages(
    'main',
    [0, 1, 2, 3].map((m) => heard(jid, `3EB0${n}X${m}`, start - day + m)),
    start,
  );
  const chatId = (await store.chatIdOf('main', jid))!;
  const settings = {
    ...{ timeZone: zone, quietHours: n % 2 === 0 ? null : { from: 17 * 60, to: 20 * 60 } },
    // What the budget puts off has tests of its own.
    ...{ changeGapSeconds: 0, changesADay: 500 },
  };
  const changed = await changeSettings(deps, { chatId, settings });
  if (changed.kind !== 'changed') throw new Error(changed.why.kind);
  const messages = (await store.messages({ chatId, limit: 4 })).map(({ id }) => id);
  return { chatId, zone, messages };
}

const heard = (chatJid: string, id: string, sentAt: number): HeardMessage => ({
  ...{ chatJid, key: { remoteJid: chatJid, id, fromMe: false, participant: '77@lid' }, participantAlt: null },
  ...{ addressing: 'lid', senderName: 'Maria', kind: 'text', text: id, sentAt, raw: Uint8Array.of(1) },
});

/** The later one is within the quiet hours that half of the chats have. */
const hours = [9, 18];

/** Of a month; some months have not all of them. */
const days = [1, 29, 30, 31];

const at = (pick: (below: number) => number) => ({ hour: hours[pick(hours.length)]!, minute: 0 });

const dayOfMonth = ({ zone }: Place, pick: (below: number) => number): Rule => ({
  ...{ kind: 'calendar', zone, ...at(pick) },
  pattern: { kind: 'day_of_month', day: days[pick(days.length)]!, missingDay: pick(2) === 0 ? 'skip' : 'last' },
});

const lastDay = ({ zone }: Place, pick: (below: number) => number): Rule => ({
  ...{ kind: 'calendar', zone, ...at(pick), pattern: { kind: 'last_day_of_month' } },
});

/** On Sundays, so that many fall on one moment. What stands for more than 30 days is renewed, each at a moment of its own. */
const everyWeeks = ({ zone }: Place, start: number, weeks: number, pick: (below: number) => number): Rule => ({
  ...{ kind: 'calendar', zone, ...at(pick) },
  pattern: {
    ...{ kind: 'every_days', count: 7 * weeks },
    from: new Date(start + pick(weeks) * 7 * day).toISOString().slice(0, 10),
  },
});

async function makeSchedule(
  deps: Deps,
  place: Place,
  source: string,
  rule: Rule,
  n: number,
  season: { from: number; until: number } | null = null,
): Promise<void> {
  const messageId = place.messages[n % 2]!;
  const reply = await createSchedule(deps, {
    ...{ source, actor, reportTo: null, chatId: place.chatId, words: source, rule, ifQuiet: 'move', ...season },
    action: { kind: 'pin', target: { kind: 'message', messageId }, hold: forADay, slot: null },
    catchUp: { policy: policies[n % policies.length]!, graceMs: null },
  });
  if (reply.kind !== 'created') throw new Error(`${source}: ${JSON.stringify(reply)}`);
}

async function makeRotation(
  deps: Deps,
  place: Place,
  source: string,
  rule: Rule,
  pick: (below: number) => number,
): Promise<void> {
  const reply = await createRotation(deps, {
    ...{ source, actor, reportTo: null, chatIds: [place.chatId], name: source, words: source, rule },
    ...{ slot: 3, shuffled: pick(2) === 0, staggerMs: 0 },
  });
  if (reply.kind !== 'created') throw new Error(`${source}: ${JSON.stringify(reply)}`);
  const { id } = reply.rotations[0]!;
  for (const messageId of place.messages.slice(2)) {
    const target = { kind: 'message', messageId } as const;
    const change = { kind: 'add', target, weight: 1, window: always, leastMs: null } as const;
    await changeRotation(deps, { id, source: `${source}-${messageId}`, change });
  }
}
