import { describe, expect, it } from 'vitest';
import { settingFault } from '../src/index.js';

describe('settings', () => {
  it('have a zone that exists, and the nearest ones are suggested for one that does not', () => {
    expect(settingFault({ timeZone: 'America/Sao_Paulo' })).toBeNull();
    expect(settingFault({ timeZone: 'Sao Paolo' })).toMatchObject({
      kind: 'no_such_zone',
      nearest: ['America/Sao_Paulo', expect.any(String), expect.any(String)],
    });
  });

  it('keep numbers in their ranges', () => {
    expect(settingFault({ repairsADay: 0, changeGapSeconds: 86_400, changesADay: 1 })).toBeNull();
    expect(settingFault({ changesADay: 0 })).toEqual({
      ...{ kind: 'out_of_range', setting: 'changesADay', least: 1, most: 500 },
    });
    expect(settingFault({ repairsADay: 1.5 })).toMatchObject({ setting: 'repairsADay' });
    expect(settingFault({ changeGapSeconds: 86_401 })).toMatchObject({ setting: 'changeGapSeconds' });
  });

  it('refuse a default hold until a moment, and quiet hours that are none', () => {
    expect(settingFault({ hold: { kind: 'until', at: 1 } })).toEqual({ kind: 'fixed_moment' });
    expect(settingFault({ hold: { kind: 'forever' }, quietHours: null })).toBeNull();
    expect(settingFault({ quietHours: { from: 60, to: 60 } })).toEqual({ kind: 'no_quiet_hours' });
  });
});
