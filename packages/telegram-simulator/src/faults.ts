/** Trouble to make: `skip` calls that fit are let through first, then `count` of them (1 if absent) are spoilt. */
export interface Fault {
  /** Any method, getUpdates too, if absent. */
  readonly method?: string;
  /**
   * `drop-before` cuts the connection and does nothing, `drop-after` does the work and cuts it then; `hang` never
   * answers and does nothing; `slow` waits `ms` first; `error` answers `errorCode` and `description`.
   */
  readonly kind: '429' | '500' | '502-html' | 'drop-before' | 'drop-after' | 'hang' | 'slow' | 'error';
  /** Seconds. */
  readonly retryAfter?: number;
  readonly ms?: number;
  readonly errorCode?: number;
  readonly description?: string;
  readonly count?: number;
  readonly skip?: number;
  readonly when?: (payload: Record<string, unknown>) => boolean;
}

export class Faults {
  #planned: { readonly fault: Fault; skip: number; left: number }[] = [];

  plan(fault: Fault): void {
    this.#planned.push({ fault, skip: fault.skip ?? 0, left: fault.count ?? 1 });
  }

  /** The fault that strikes this call, if any; the one planned first strikes first. */
  strike(method: string, payload: Record<string, unknown>): Fault | undefined {
    for (const plan of this.#planned) {
      const { fault } = plan;
      const fits = (fault.method === undefined || fault.method === method) && (fault.when?.(payload) ?? true);
      if (!fits) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.left -= 1;
      this.#planned = this.#planned.filter(({ left }) => left > 0);
      return fault;
    }
    return undefined;
  }
}
