import type { Transaction } from '@pinwheel/pinning';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { pins } from '../schema/index.js';
import { pinColumns } from '../store/rows.js';

type Pins = Pick<Transaction, 'insertPin' | 'renewPin' | 'endPins' | 'lockPin' | 'savePinHold' | 'setPinTending'>;

export function pinsIn(db: Connection): Pins {
  return {
    async insertPin(pin) {
      const [inserted] = await db.insert(pins).values(pin).returning(pinColumns);
      return inserted!;
    },
    async renewPin(id, renewal) {
      const up = { endedAt: null, end: null, endedBy: null };
      const [renewed] = await db
        .update(pins)
        .set({ ...renewal, ...up })
        .where(eq(pins.id, id))
        .returning(pinColumns);
      if (!renewed) throw new Error(`there is no pin ${id}`);
      return renewed;
    },
    async endPins(pinIds, end, at, by) {
      if (pinIds.length === 0) return;
      await db
        .update(pins)
        .set({ endedAt: at, end, ...(by && { endedBy: by }) })
        .where(and(inArray(pins.id, [...pinIds]), isNull(pins.endedAt)));
    },
    async lockPin(id) {
      const [pin] = await db
        .select({ ...pinColumns, tendAt: pins.tendAt })
        .from(pins)
        .where(and(eq(pins.id, id), isNull(pins.endedAt)))
        .for('no key update');
      return pin ?? null;
    },
    async savePinHold(id, holdUntil, tendAt) {
      await db.update(pins).set({ holdUntil, tendAt }).where(eq(pins.id, id));
    },
    async setPinTending(id, tendAt) {
      await db.update(pins).set({ tendAt }).where(eq(pins.id, id));
    },
  };
}
