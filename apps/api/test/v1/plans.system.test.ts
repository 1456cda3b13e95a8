import type { PinwheelClient } from '@pinwheel/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { good, openV1, problemOf, type V1Fixture } from './fixture.js';

describe('what is planned', () => {
  let fixture: V1Fixture;
  let api: PinwheelClient;
  let stranger: PinwheelClient;
  let chat: string;
  let messages: string[];
  beforeAll(async () => {
    fixture = await openV1();
    api = await fixture.client();
    await fixture.context.database.instances.create('other');
    stranger = await fixture.client('other');
    ({ chat, messages } = await fixture.say(4));
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const action = () => ({ kind: 'pin' as const, message: messages[0]!, hold: '7d' });

  it('is a schedule in words or as a rule, and tells its next occurrences', async () => {
    const made = await api.POST('/v1/schedules', {
      params: {},
      body: { chat, when: 'every monday 8:00', action: action() },
    });
    expect(made.response.status).toBe(201);
    const schedule = good(made);
    expect(made.response.headers.get('location')).toBe(`/v1/schedules/${schedule.id}`);
    expect(schedule).toMatchObject({
      ...{ chat, words: 'every monday 8:00', state: 'active', rule: { kind: 'calendar', hour: 8 } },
      action: { kind: 'pin', message: messages[0], hold: { kind: 'length', seconds: 604_800 } },
    });
    expect(schedule.coming).toHaveLength(5);
    const rule = { kind: 'interval' as const, everySeconds: 3_600, from: '2030-01-01T00:00:00Z' };
    const until = '2030-01-01T01:30:00Z';
    const limited = { chat, when: rule, action: { kind: 'unpin_all' as const }, until };
    const hourly = good(await api.POST('/v1/schedules', { params: {}, body: limited }));
    expect(hourly.coming.map(({ at }) => at)).toEqual(['2030-01-01T00:00:00.000Z', '2030-01-01T01:00:00.000Z']);
    const all = good(await api.GET('/v1/schedules', { params: { query: { chat } } })).items;
    expect(all.map(({ id }) => id)).toEqual([schedule.id, hourly.id]);
  });

  it('is paused, resumed, skipped, carried out at once and deleted', async () => {
    const { id, coming } = good(
      await api.POST('/v1/schedules', {
        params: {},
        body: { chat, when: 'every day 9:00', action: { kind: 'pin', message: messages[1]! } },
      }),
    );
    const path = { params: { path: { schedule: id } } };
    expect(good(await api.POST('/v1/schedules/{schedule}/pause', path)).state).toBe('paused');
    expect(good(await api.POST('/v1/schedules/{schedule}/resume', path)).state).toBe('active');
    const body = { occurrence: coming[0]!.at };
    expect(good(await api.POST('/v1/schedules/{schedule}/skip', { ...path, body })).nextAt).toBe(coming[1]!.at);
    expect(good(await api.POST('/v1/schedules/{schedule}/skip', { ...path, body })).nextAt).toBe(coming[1]!.at);
    good(await api.POST('/v1/schedules/{schedule}/now', path));
    const { items } = good(await api.GET('/v1/operations', { params: { query: { chat } } }));
    expect(items[0]).toMatchObject({ kind: 'pin', message: messages[1] });
    expect(good(await api.DELETE('/v1/schedules/{schedule}', path)).state).toBe('deleted');
    const last = { chat, when: { kind: 'once' as const, at: coming[2]!.at }, action: { kind: 'unpin_all' as const } };
    const { id: ending } = good(await api.POST('/v1/schedules', { params: {}, body: last }));
    for (const _ of ['skipped', 'asked again']) {
      const skip = { params: { path: { schedule: ending } }, body: { occurrence: coming[2]!.at } };
      expect(good(await api.POST('/v1/schedules/{schedule}/skip', skip)).state).toBe('done');
    }
    expect(problemOf(await api.GET('/v1/schedules/{schedule}', path))).toMatchObject({ status: 404 });
  });

  it('names what it does not understand', async () => {
    for (const [body, pointer] of [
      [{ chat, when: 'some day', action: action() }, '#/when'],
      [{ chat, when: 'tomorrow', action: action() }, '#/when'],
      [{ chat, when: { kind: 'cron', expression: '* *', zone: 'UTC' }, action: action() }, '#/when'],
      [{ chat, when: 'every day 9:00', action: { kind: 'unpin', message: 'm99999' } }, '#/action/message'],
      [{ chat, when: 'every day 9:00', action: { ...action(), hold: 'forty' } }, '#/action/hold'],
    ] as const) {
      const refused = await api.POST('/v1/schedules', { params: {}, body: body as never });
      expect(problemOf(refused)).toMatchObject({
        status: 422,
        errors: [{ pointer: expect.stringContaining(pointer) }],
      });
    }
    const past = { chat, when: { kind: 'once' as const, at: '2020-01-01T00:00:00Z' }, action: action() };
    expect(problemOf(await api.POST('/v1/schedules', { params: {}, body: past }))).toMatchObject({
      kind: 'no-occurrence',
    });
  });

  it('is a rotation whose items are added, moved and taken out', async () => {
    const made = { chats: [chat], name: 'Notices', when: 'every monday 8:00' };
    const rotation = good(await api.POST('/v1/rotations', { params: {}, body: made }));
    expect(rotation).toMatchObject({ name: 'Notices', items: [], chats: [{ chat, state: 'active', turns: [] }] });
    expect(problemOf(await api.POST('/v1/rotations', { params: {}, body: made }))).toMatchObject({
      kind: 'name-taken',
    });
    const path = { rotation: rotation.id };
    for (const body of [{ message: messages[0]! }, { text: 'Welcome', weight: 2 }])
      good(await api.POST('/v1/rotations/{rotation}/items', { params: { path }, body }));
    const bye = { params: { path }, body: { text: 'Bye' } };
    const { items } = good(await api.POST('/v1/rotations/{rotation}/items', bye));
    const [shown, welcome, last] = items.map(({ id }) => id) as [string, string, string];
    const second = { params: { path: { ...path, item: welcome } }, body: { to: 1 } };
    const moved = good(await api.POST('/v1/rotations/{rotation}/items/{item}/move', second));
    expect(moved.items.map(({ id, place, text, message }) => [id, place, text ?? message])).toEqual([
      ...[[welcome, 1, 'Welcome'] as const, [shown, 2, messages[0]] as const, [last, 3, 'Bye'] as const],
    ]);
    expect(moved.chats[0]!.turns[0]).toMatchObject({ item: welcome });
    const going = { params: { path: { ...path, item: last } } };
    const left = good(await api.DELETE('/v1/rotations/{rotation}/items/{item}', going));
    expect(left.items.map(({ id, place }) => [id, place])).toEqual([
      [welcome, 1],
      [shown, 2],
    ]);
    expect(problemOf(await api.DELETE('/v1/rotations/{rotation}/items/{item}', going))).toMatchObject({ status: 404 });
    expect(good(await api.GET('/v1/rotations/{rotation}', { params: { path } })).items).toEqual(left.items);
    const place = { params: { path: { ...path, item: shown } } };
    const terms = { weight: 3, from: '2030-12-01', until: null, leastSeconds: 7_200 };
    const change = { kind: 'change_item' as const, ...place.params.path, terms };
    const foreseen = good(await api.POST('/v1/previews/changes', { body: change }));
    expect(foreseen).toMatchObject({ isHarmless: true, gone: [], added: [] });
    expect(new Set(foreseen.replaced.map(({ was, is }) => `${was.message} ${is.text}`))).toEqual(
      new Set([`${messages[0]} Welcome`]),
    );
    const set = good(await api.PATCH('/v1/rotations/{rotation}/items/{item}', { ...place, body: terms }));
    expect(set.items[1]).toEqual({ id: shown, place: 2, text: null, message: messages[0], ...terms });
    const back = { params: place.params, body: { leastSeconds: null, until: '2030-12-24' } };
    const item = good(await api.PATCH('/v1/rotations/{rotation}/items/{item}', back)).items[1];
    expect(item).toMatchObject({ weight: 3, from: '2030-12-01', until: '2030-12-24', leastSeconds: null });
    const backwards = { params: place.params, body: { until: '2030-11-30' } };
    expect(problemOf(await api.PATCH('/v1/rotations/{rotation}/items/{item}', backwards))).toMatchObject({
      ...{ status: 422, errors: [{ pointer: '#/until' }] },
    });
    expect(good(await api.POST('/v1/rotations/{rotation}/pause', { params: { path } })).chats[0]!.state).toBe('paused');
    expect(good(await api.GET('/v1/rotations')).items.map(({ id }) => id)).toContain(rotation.id);
    good(await api.DELETE('/v1/rotations/{rotation}', { params: { path } }));
    expect(problemOf(await api.GET('/v1/rotations/{rotation}', { params: { path } }))).toMatchObject({ status: 404 });
  });

  it('is on the agenda', async () => {
    const query = { chat, days: 30 };
    const { items, spans, isCut } = good(await api.GET('/v1/agenda', { params: { query } }));
    expect(isCut).toBe(false);
    expect(items.length).toBeGreaterThan(0);
    expect(items).toEqual(items.toSorted((a, b) => a.at.localeCompare(b.at)));
    expect(items[0]).toMatchObject({ chat, cause: expect.stringMatching(/^[srp]\d+$/) });
    const planned = items.find(({ what, conflicts }) => what === 'pin' && conflicts.length === 0)!;
    const span = { from: planned.at, message: planned.message, cause: planned.cause };
    expect(spans).toContainEqual(expect.objectContaining(span));

    const calendar = await api.GET('/v1/agenda.ics', { params: { query }, parseAs: 'text' });
    expect(calendar.response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(calendar.data).toMatch(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:📌 Moradores: Message \d+\r\n/);
    expect(calendar.data?.match(/BEGIN:VEVENT/g)).toHaveLength(spans.length);
    const picture = await api.GET('/v1/agenda.png', { params: { query }, parseAs: 'arrayBuffer' });
    expect(picture.response.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(picture.data as ArrayBuffer).slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  it('can be previewed, and nothing is kept of that', async () => {
    const count = fixture.sent.length;
    const asked = {
      ...{ chat, when: 'toda segunda 8h', hold: 'for ever' },
      pin: { text: 'Only asking', slot: 9, replace: [] },
    };
    const preview = good(await api.POST('/v1/previews', { body: asked }));
    expect(preview).toMatchObject({
      when: { description: { en: expect.stringContaining('Monday'), 'pt-BR': expect.stringContaining('segunda') } },
      hold: { hold: { kind: 'forever' }, until: null },
      pin: { operations: [], problem: { status: 422, type: '/v1/problems#no-such-slot' } },
    });
    expect(preview.when!.coming.length).toBeGreaterThan(4);
    const [fresh] = [await fixture.say(1)];
    const pinned = await api.POST('/v1/previews', {
      body: { chat: fresh.chat, pin: { message: fresh.messages[0]!, replace: [] } },
    });
    expect(good(pinned).pin).toMatchObject({
      ...{ problem: null, operations: [{ kind: 'pin', message: fresh.messages[0], slot: 1 }] },
    });
    expect(good(await api.GET('/v1/boards/{chat}', { params: { path: { chat: fresh.chat } } })).pins).toEqual([]);
    expect(fixture.sent).toHaveLength(count);
  });

  it('shows what a change would take from the agenda, and that is what goes', async () => {
    const { chat: own } = await fixture.say(1);
    const body = { chat: own, when: 'every day 9:00', action: { kind: 'unpin_all' as const } };
    const added = good(await api.POST('/v1/previews/changes', { body: { kind: 'create_schedule', schedule: body } }));
    expect([added.isHarmless, added.days, added.added.length > 88, added.gone]).toEqual([true, 90, true, []]);
    const { id } = good(await api.POST('/v1/schedules', { params: {}, body }));
    const asked = { kind: 'schedule' as const, schedule: id };
    const skip = good(await api.POST('/v1/previews/changes', { body: { ...asked, change: 'skip' } }));
    expect(skip).toMatchObject({ isHarmless: false, isCut: false, gone: [{ at: added.added[0]!.at, cause: id }] });
    const { gone } = good(await api.POST('/v1/previews/changes', { body: { ...asked, change: 'delete' } }));
    expect(gone.map(({ at }) => at)).toEqual(added.added.map(({ at }) => at));
    good(await api.DELETE('/v1/schedules/{schedule}', { params: { path: { schedule: id } } }));
    expect(good(await api.GET('/v1/agenda', { params: { query: { chat: own } } })).items).toEqual([]);
    for (const [reader, change] of [
      [api, { ...asked, change: 'pause' as const }],
      [stranger, { kind: 'create_schedule' as const, schedule: body }],
    ] as const)
      expect(problemOf(await reader.POST('/v1/previews/changes', { body: change }))).toMatchObject({ status: 404 });
  });

  it('is moved to another time, and with an event its moments', async () => {
    const { chat: own } = await fixture.say(1);
    const when = '1 day before and 2h before 24/12/2030 19:00 to 23:00';
    const body = { chat: own, when, action: { kind: 'unpin_all' as const } };
    const { id, coming } = good(await api.POST('/v1/schedules', { params: {}, body }));
    const path = { params: { path: { schedule: id } } };
    const later = (at: string) => new Date(Date.parse(at) + 86_400_000).toISOString();
    const event = { start: later('2030-12-24T19:00:00Z') };
    const moved = good(await api.POST('/v1/schedules/{schedule}/move', { ...path, body: { event } }));
    expect(moved.coming.map(({ at }) => at)).toEqual(coming.map(({ at }) => later(at)));
    const weekly = { when: 'every monday 8:00' };
    const preview = { kind: 'move_schedule' as const, schedule: id, ...weekly };
    const { isHarmless, added } = good(await api.POST('/v1/previews/changes', { body: preview }));
    const again = good(await api.POST('/v1/schedules/{schedule}/move', { ...path, body: weekly }));
    expect([isHarmless, added[0]!.at, again.words]).toEqual([false, again.nextAt, weekly.when]);
    for (const [asked, pointer] of [
      [{ event }, '#/event'],
      [{ ...weekly, event }, '#/when'],
      [{}, '#/when'],
      [{ when: 'some day' }, '#/when'],
    ] as const)
      expect(problemOf(await api.POST('/v1/schedules/{schedule}/move', { ...path, body: asked }))).toMatchObject({
        ...{ status: 422, errors: [{ pointer }] },
      });
    const past = { ...path, body: { when: { kind: 'once' as const, at: '2020-01-01T00:00:00Z' } } };
    expect(problemOf(await api.POST('/v1/schedules/{schedule}/move', past))).toMatchObject({ kind: 'no-occurrence' });
    good(await api.DELETE('/v1/schedules/{schedule}', path));
  });

  it('is not there for the token of another instance', async () => {
    for (const list of ['/v1/schedules', '/v1/rotations', '/v1/chats', '/v1/messages', '/v1/audit'] as const)
      expect(good(await stranger.GET(list)).items).toEqual([]);
    expect(good(await stranger.GET('/v1/agenda'))).toEqual({ items: [], spans: [], isCut: false });
    expect((await stranger.GET('/v1/agenda.ics', { parseAs: 'text' })).data).not.toContain('VEVENT');
    expect(problemOf(await stranger.GET('/v1/schedules/{schedule}', { params: { path: { schedule: 's1' } } }))).toEqual(
      expect.objectContaining({ status: 404 }),
    );
    const body = { chat, when: 'every day 9:00', action: { kind: 'unpin_all' as const } };
    expect(problemOf(await stranger.POST('/v1/schedules', { params: {}, body }))).toMatchObject({ status: 404 });
  });
});
