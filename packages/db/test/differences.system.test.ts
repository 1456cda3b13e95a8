import type { RotationEdit, ScheduledAction } from '@pinwheel/domain';
import {
  type AgendaEntry,
  changeRotation,
  changeSchedule,
  changeSettings,
  createRotation,
  createSchedule,
  type Deps,
  foresee,
  lockSlot,
  moveSchedule,
  type PlanChange,
  previewChange,
} from '@pinwheel/pinning';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heard, minute, start, unique } from './fixture.js';
import { ana, openStage, type Stage } from './stage.js';

const hour = 60 * minute;
const day = 24 * hour;
const zone = 'America/Sao_Paulo';
const at = (clock: number) =>
  ({ kind: 'calendar', pattern: { kind: 'every_day' }, hour: clock, minute: 0, zone }) as const;

describe('the difference of a change', () => {
  let stage: Stage;
  let deps: Deps;
  let chatId: number;
  let messages: number[];
  let ids: { night: number; morning: number; event: number; rotation: number };

  beforeAll(async () => {
    stage = await openStage();
    deps = stage.deps;
    stage.clock.set(start);
    const chat = await stage.group();
    chatId = chat.chatId;
    const texts = ['one', 'two', 'three'].map((text, n) => heard({ chatJid: chat.jid, text, sentAt: start - 10 + n }));
    await deps.store.saveMessages('main', texts, start);
    messages = (await deps.store.messages({ chatId, limit: 9 })).map(({ id }) => id).toReversed();
    const event = { start: start + 20 * day, end: start + 20 * day + 4 * hour };
    const moments = [-3, -1, 0].map((days) => ({ of: 'start' as const, days, ms: days === 0 ? -2 * hour : 0 }));
    ids = {
      night: await schedule(at(23), pins(messages[0]!, 9 * hour, 1)),
      morning: await schedule(at(8), pins(messages[1]!, hour, 1)),
      event: await schedule({ kind: 'event', event, moments, zone }, pins(messages[2]!, hour, 2)),
      rotation: await rotation(),
    };
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const pins = (messageId: number, ms: number, slot: number): ScheduledAction => ({
    ...{ kind: 'pin', target: { kind: 'message', messageId }, hold: { kind: 'length', ms }, slot },
  });

  const origin = () => ({ source: unique('telegram:'), actor: ana, reportTo: null, words: 'then' });

  async function schedule(
    rule: Parameters<typeof createSchedule>[1]['rule'],
    action: ScheduledAction,
  ): Promise<number> {
    const created = await createSchedule(deps, { ...origin(), chatId, rule, action });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    return created.schedule.id;
  }

  async function rotation(): Promise<number> {
    const wish = { chatIds: [chatId], name: 'news', rule: at(12), slot: 3, shuffled: false, staggerMs: 0 };
    const created = await createRotation(deps, { ...origin(), ...wish });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    const [{ id } = { id: 0 }] = created.rotations;
    for (const text of ['Quiet', 'No dogs', 'Choir']) {
      const item = { target: { kind: 'text' as const, text }, weight: 1, window: { from: null, until: null } };
      await changeRotation(deps, { id, source: unique('telegram:'), change: { kind: 'add', ...item, leastMs: null } });
    }
    return id;
  }

  async function make(change: PlanChange): Promise<void> {
    const source = unique('telegram:');
    if (change.kind === 'schedule') await changeSchedule(deps, { id: change.id, change: change.edit, source });
    if (change.kind === 'rotation') await changeRotation(deps, { id: change.id, change: change.edit, source });
    if (change.kind === 'move') await moveSchedule(deps, change);
    if (change.kind === 'settings') await changeSettings(deps, change);
    if (change.kind === 'lock') await lockSlot(deps, change);
  }

  const agendaUntil = async (until: number) => (await foresee(deps, { chatId, until }))[0]!.entries;

  const shown = (entries: readonly AgendaEntry[]) =>
    entries
      .map(({ at: moment, cause, what, message, text, conflicts }) =>
        [moment, cause.kind, cause.id, what, text ?? message?.id, ...conflicts.map(({ kind }) => kind)].join(' '),
      )
      .toSorted();

  const ofRotation = (edit: RotationEdit): PlanChange => ({ kind: 'rotation', id: ids.rotation, edit });
  const quiet = (quietHours: { from: number; to: number } | null): PlanChange => ({
    ...{ kind: 'settings', chatId, settings: { quietHours } },
  });

  const changes = (): PlanChange[] => [
    { kind: 'schedule', id: ids.night, edit: 'skip' },
    quiet({ from: 22 * 60, to: 8 * 60 }),
    ofRotation({ kind: 'move', from: 3, to: 1 }),
    ofRotation({ kind: 'set', place: 2, terms: { weight: 2, window: { from: '2026-01-20', until: '2026-02-10' } } }),
    { kind: 'settings', chatId, settings: { changesADay: 2 } },
    { kind: 'schedule', id: ids.night, edit: 'pause' },
    { kind: 'move', id: ids.event, rule: at(9), words: 'every day 9:00' },
    { kind: 'lock', chatId, slot: 3, locked: true },
    { kind: 'schedule', id: ids.night, edit: 'resume' },
    { kind: 'settings', chatId, settings: { timeZone: 'Asia/Tokyo', slots: 2 } },
    quiet(null),
    ofRotation({ kind: 'remove', place: 1 }),
    ofRotation({ kind: 'pause' }),
    { kind: 'settings', chatId, settings: { slots: null } },
    { kind: 'schedule', id: ids.morning, edit: 'delete' },
    ofRotation({ kind: 'delete' }),
  ];

  it('is what then is different in the agenda, and nothing else, for one change after the other', async () => {
    const until = start + 40 * day;
    let harmless = 0;
    for (const change of changes()) {
      const before = await agendaUntil(until);
      const preview = await previewChange(deps, change, until);
      if (preview.kind === 'refused') throw new Error(preview.why.kind);
      expect(await agendaUntil(until)).toEqual(before);
      await make(change);
      const { added, gone, moved, replaced, hindered, freed } = preview.difference;
      const changed = [...moved, ...replaced, ...hindered, ...freed];
      const leaving = new Set(shown([...gone, ...changed.map(({ was }) => was)]));
      const coming = [...added, ...changed.map(({ is }) => is)].filter((entry) => entry.at <= until);
      const stays = shown(before).filter((entry) => !leaving.has(entry));
      expect([...stays, ...shown(coming)].toSorted()).toEqual(shown(await agendaUntil(until)));
      harmless += Number(preview.harmless);
    }
    expect(harmless).toBeGreaterThan(1);
  });

  it('is none where what it is about is gone, over or never was', async () => {
    const refusals = [
      await previewChange(deps, { kind: 'schedule', id: ids.morning, edit: 'pause' }),
      await previewChange(deps, ofRotation({ kind: 'pause' })),
      await previewChange(deps, { kind: 'lock', chatId, slot: 9, locked: true }),
      await previewChange(deps, { kind: 'settings', chatId, settings: { changesADay: 0 } }),
      await previewChange(deps, { kind: 'move', id: ids.night, rule: { kind: 'once', at: start - 1 }, words: 'then' }),
    ].map((reply) => (reply.kind === 'refused' ? reply.why.kind : reply.kind));
    expect(refusals).toEqual(['gone', 'gone', 'no_such_slot', 'out_of_range', 'no_occurrence']);
  });

  it('of a move that is asked for again after its time has come is nothing: what is due stays due', async () => {
    const move = { id: ids.night, rule: { kind: 'once', at: start + hour } as const, words: 'in 1 hour' };
    expect(await moveSchedule(deps, move)).toMatchObject({ schedule: { nextAt: start + hour } });
    stage.clock.set(start + 2 * hour);
    expect(await moveSchedule(deps, move)).toMatchObject({ kind: 'changed', schedule: { nextAt: start + hour } });
  });
});
