import { setTimeout as sleep } from 'node:timers/promises';
import type { ShownMessage } from '@pinwheel/telegram-simulator';
import type { Group, Person } from '@pinwheel/whatsapp-simulator';
import type { Transcript } from './transcript.js';
import type { World } from './world.js';

export interface WalkReport {
  failed: number;
  text: string;
}

interface Step {
  title: string;
  walk(tour: Tour): Promise<void>;
}

interface Tour extends World {
  startCode(): string;
  /** Refs of the messages that were heard, in the order in which they were said: `m1`. */
  refs: string[];
}

/** What a person would wait for at most, in ms. */
const patience = 15_000;
/** A turn of a rotation that comes every minute. */
const aMinute = 75_000;
/** For what only a command shows: every try stands in the transcript, so there are few, and the first one comes late. */
const byCommand = { everyMs: 1_000, late: true };

/** Walks the whole product as its admin would, and looks at the phones after every step. */
export async function walk(
  world: World,
  transcript: Transcript,
  startCode: () => string,
  stopping: AbortSignal,
): Promise<WalkReport> {
  const tour: Tour = { ...world, startCode, refs: [] };
  const lines: string[] = [];
  let failed = 0;
  for (const [index, { title, walk: go }] of steps.entries()) {
    if (stopping.aborted) break;
    transcript.heading(`${index + 1} of ${steps.length}: ${title}`);
    try {
      await go(tour);
      transcript.look();
      lines.push(`  ✓ ${title}`);
    } catch (error) {
      if (stopping.aborted) break;
      failed += 1;
      lines.push(`  ✗ ${title}: ${firstLine(error)}`);
      // What follows stands on what failed.
      break;
    }
  }
  const sum =
    failed === 0 ? 'Every step was seen on the simulated phones.' : 'This step was not seen, and the walk ends here.';
  return { failed, text: [...lines, sum].join('\n') };
}

const steps: Step[] = [
  {
    title: 'A stranger learns nothing; the code from the log makes Bia the owner',
    async walk({ stranger, admin, startCode }) {
      stranger.send('/start');
      await stranger.sees(/private/i, { timeoutMs: patience });
      await until('the start code in the log', () => startCode() !== '');
      admin.send(`/start ${startCode()}`);
      await admin.sees(/you own this bot/i, { timeoutMs: patience });
    },
  },
  {
    title: 'WhatsApp is linked by the QR that the bot sends as a photo',
    async walk({ admin, bia, whatsapp }) {
      const asked = admin.send('/link');
      const { png } = await admin.seesPhoto({ after: asked, timeoutMs: patience });
      await bia.scanPhoto(png);
      await whatsapp.waitForConnection(bia, patience);
      await admin.sees(/linked as/i, { timeoutMs: patience });
    },
  },
  {
    title: 'People talk in two groups; what they say gets a ref',
    async walk(tour) {
      const { carlos, dora, people, condominium, school } = tour;
      await carlos.say(condominium, 'Water will be off on Tuesday from 9 to 11.');
      await dora.say(condominium, 'Garage gate: please use the remote, the sensor is broken.');
      await carlos.say(condominium, 'Yoga in the hall, every Thursday at 19:00.');
      await dora.say(condominium, 'Rules of the pool: showers first, no glass.');
      await carlos.say(condominium, 'Lost cat: grey, answers to Mia.');
      await people.at(-1)!.say(school, 'Bus leaves at 7:30 sharp.');
      await choose(tour, condominium);
      await until(
        'all five messages in /messages',
        async () => {
          const list = await answer(tour, '/messages', /./);
          const found = ['Water', 'Garage', 'Yoga', 'Rules', 'Lost'].map((word) => refBefore(list.text, word));
          tour.refs = found.filter((ref) => ref !== null);
          return tour.refs.length === 5;
        },
        byCommand,
      );
      await answer(tour, '/status', /connected since/i);
    },
  },
  {
    title: '/pin and /unpin: every phone decrypts exactly one event',
    async walk(tour) {
      const [water] = tour.refs;
      await answer(tour, `/pin ${water} for 7d`, /pinned until/i);
      await shows(tour, ['Water']);
      await answer(tour, `/unpin ${water}`, /no longer pinned/i);
      await shows(tour, []);
      await answer(tour, `/fixar ${water} por 24h`, /pinned until/i);
      await shows(tour, ['Water']);
    },
  },
  {
    title: 'What is to come is shown beforehand: a schedule in 5 seconds, a rotation of three every minute',
    async walk(tour) {
      const [, garage, yoga, rules] = tour.refs;
      // Usually plans keep a minute between two changes of a chat; whoever watches does not want to wait for it.
      await answer(tour, '/settings gap off', /at least: nothing/i);
      await answer(tour, `/schedule in 5s ${garage} for 1 minute`, /s\d+/);
      const created = await answer(tour, '/rotation create notices every minute slot 3', /r\d+/);
      const rotation = /\br\d+\b/.exec(created.text)![0];
      for (const target of [yoga, rules, '"Assembly on Friday at 20:00 in the hall"'])
        await answer(tour, `/rotation add ${rotation} ${target}`, /added/i);
      await answer(tour, '/agenda 1', /slot 3/i);
      await shows(tour, ['Garage', 'Water']);
      await answer(tour, `/rotation next ${rotation}`, /pinned until/i);
      await shows(tour, ['Yoga', 'Garage', 'Water']);
    },
  },
  {
    title: 'A fourth pin asks which one goes, and that one is unpinned first',
    async walk(tour) {
      const question = await answer(tour, `/pin ${tour.refs[4]} for 24h`, /which pin/i);
      await tour.admin.tap(question, /Water/);
      await shows(tour, ['Lost', 'Yoga', 'Garage']);
      await tour.admin.sees(/pinned until/i, { after: question, timeoutMs: patience });
      await answer(tour, `/unpin ${tour.refs[4]}`, /no longer pinned/i);
    },
  },
  {
    title: 'WhatsApp refuses, and the admin reads why',
    async walk(tour) {
      const [water] = tour.refs;
      tour.whatsapp.faults.refuseMessages(403);
      await answer(tour, `/pin ${water} for 24h`, /not pinned/i);
      if (texts(tour).some((text) => text.startsWith('Water'))) throw new Error('a refused pin is on the phones');
    },
  },
  {
    title: 'The connection drops: what waits is carried out on reconnecting',
    async walk(tour) {
      const { whatsapp, admin, refs } = tour;
      whatsapp.faults.holdConnections();
      whatsapp.faults.dropConnections();
      const asked = admin.send(`/pin ${refs[0]} for 30d`);
      await admin.sees(/pinning/i, { after: asked, timeoutMs: patience });
      whatsapp.faults.allowConnections();
      await admin.sees(/pinned until/i, { after: asked, timeoutMs: 2 * patience });
      await until('the pin on every phone', () => onEveryPhone(tour, 'Water'));
    },
  },
  {
    title: 'Where only admins pin and we are none, it is refused beforehand',
    async walk(tour) {
      await choose(tour, tour.school);
      const list = await answer(tour, '/messages', /Bus/);
      await answer(tour, `/pin ${refBefore(list.text, 'Bus')}`, /only admins/i);
      await choose(tour, tour.condominium);
    },
  },
  {
    title: 'The held minute is over, and Pinwheel unpins by itself',
    async walk(tour) {
      await until('the garage gone from every phone', () => !onSomePhone(tour, 'Garage'), { timeoutMs: aMinute });
    },
  },
  {
    title: 'The rotation takes its second turn by the clock: the item before is unpinned',
    async walk(tour) {
      await until('the rules in place of the yoga', () => onEveryPhone(tour, 'Rules') && !onSomePhone(tour, 'Yoga'), {
        timeoutMs: aMinute,
      });
    },
  },
  {
    title: 'A pin made by a person on a phone shows up in /pins',
    async walk(tour) {
      const { dora, condominium, people } = tour;
      const lost = dora.heard(condominium).find(({ text }) => text?.startsWith('Lost'))!;
      await dora.pin(condominium, lost.wireId);
      const listed = async () => /Dora/.test((await answer(tour, '/pins', /./)).text);
      await until('the pin of a person in /pins', listed, byCommand);
      if (people.some((person) => person.undecryptable(condominium) > 0))
        throw new Error('a phone could not decrypt what was sent');
    },
  },
];

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/** Sends a command and waits for an answer that matches, edits included. */
async function answer({ admin }: Tour, command: string, pattern: RegExp): Promise<ShownMessage> {
  const asked = admin.send(command);
  return admin.sees(pattern, { after: asked, timeoutMs: patience });
}

async function choose(tour: Tour, group: Group): Promise<void> {
  const card = await answer(tour, '/chats', new RegExp(group.name));
  await tour.admin.tap(card, new RegExp(group.name));
}

const shownOn = (tour: Tour, beginning: string) => (person: Person) =>
  person.board(tour.condominium).some(({ text }) => text.startsWith(beginning));
const onEveryPhone = (tour: Tour, beginning: string): boolean =>
  tour.condominium.members.every(shownOn(tour, beginning));
const onSomePhone = (tour: Tour, beginning: string): boolean => tour.condominium.members.some(shownOn(tour, beginning));
const texts = ({ carlos, condominium }: Tour): string[] => carlos.board(condominium).map(({ text }) => text);

/** Waits until every member's phone shows exactly these pins, by the first words of their texts. */
async function shows(tour: Tour, beginnings: string[]): Promise<void> {
  const wanted = beginnings.toSorted().join(', ');
  await until(`"${wanted}" pinned on every phone`, () =>
    tour.condominium.members.every((person) => {
      const shown = person.board(tour.condominium).map(({ text }) => /^\w+/.exec(text)?.[0]);
      return shown.toSorted().join(', ') === wanted;
    }),
  );
}

async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { timeoutMs = patience, everyMs = 200, late = false } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  if (late) await sleep(everyMs);
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not seen within ${timeoutMs / 1000} s: ${what}`);
    await sleep(everyMs);
  }
}

/** The ref that stands last before a word: lists show the ref ahead of the text. */
function refBefore(list: string, word: string): string | null {
  const place = list.indexOf(word);
  if (place === -1) return null;
  const before = list.slice(0, place);
  return before.match(/\bm\d+\b/g)?.at(-1) ?? null;
}
