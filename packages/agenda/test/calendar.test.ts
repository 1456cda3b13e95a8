import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { writeCalendar } from '../src/index.js';

const at = Date.UTC(2026, 10, 26, 3);
const hour = 3_600_000;
const until = at + 90 * 24 * hour;

/** Read by another hand than the one that wrote it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    events: calendar.getAllSubcomponents('vevent').map((each) => {
      const { uid, summary, description, startDate, endDate } = new ICAL.Event(each);
      return { uid, summary, description, from: startDate.toUnixTime() * 1_000, until: endDate.toUnixTime() * 1_000 };
    }),
  };
}

it('is read by another program with moments, words and ids as they were', () => {
  const title = 'Água; luz, gás\\ e "lixo" 🏢'.padEnd(200, ' muito comprido');
  const events = [
    { id: 's12-1', from: at + hour, until: at + 26 * hour, title, details: 'g1 Aurora\nslot 2' },
    { id: 'p3', from: at, until: null, title: 'Regras', details: '' },
  ];
  const found = read(writeCalendar({ name: 'Condomínio Aurora', until, at, events }));
  expect(found.name).toBe('Condomínio Aurora');
  expect(found.events).toMatchObject([
    {
      ...{ uid: 's12-1@pinwheel', summary: title, description: 'g1 Aurora\nslot 2' },
      ...{ from: at + hour, until: at + 26 * hour },
    },
    { uid: 'p3@pinwheel', summary: 'Regras', from: at, until },
  ]);
});

it('is a calendar also with nothing in it', () => {
  expect(read(writeCalendar({ name: 'Pinwheel', until, at, events: [] })).events).toEqual([]);
});

it('does not let a text forge lines of its own', () => {
  const forged = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged';
  const events = [{ id: 'p1', from: at, until: at + hour, title: forged, details: forged }];
  const found = read(writeCalendar({ name: 'Pinwheel', until, at, events }));
  expect(found.events.map(({ uid }) => uid)).toEqual(['p1@pinwheel']);
});
