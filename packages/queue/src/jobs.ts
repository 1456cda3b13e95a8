import type { Wake } from '@pinwheel/pinning';
import type { JobsOptions } from 'bullmq';

export const TICKS = 'ticks';
export const REPORTS = 'reports';
export const HAPPENINGS = 'happenings';
export const DELIVERIES = 'deliveries';

/** Neither colons, which BullMQ refuses, nor braces, which Redis Cluster would take for a hash tag. */
export function nameOperations(instanceId: string): string {
  return `operations-${encodeURIComponent(instanceId)}`;
}

export function nameQueue(wake: Wake): string {
  switch (wake.kind) {
    case 'operation':
      return nameOperations(wake.instanceId);
    case 'schedule':
    case 'rotation':
    case 'pin':
    case 'board':
    case 'announcement':
      return TICKS;
    case 'report':
    case 'notice':
    case 'linking':
      return REPORTS;
    case 'happenings':
      return HAPPENINGS;
    case 'webhook':
      return DELIVERIES;
  }
}

/** Whom to wake. */
export interface JobData {
  kind: Wake['kind'];
  id: string | number;
}

export interface WakeJob {
  name: Wake['kind'];
  data: JobData;
  opts: JobsOptions;
}

/**
 * The id makes the same wake-up added twice one job. It would also swallow a later one under the same id, so no job stays
 * after its end, however it ended; and what is due now is another job than the one that was delayed until now, which may
 * still be waiting by a clock that stood still or was set back.
 */
export function describeJob(wake: Wake, now: number): WakeJob {
  const { kind, id, at } = wake;
  const delay = Math.max(0, Math.ceil(at - now));
  return {
    name: kind,
    data: { kind, id },
    opts: {
      jobId: `${kind}-${encodeURIComponent(id)}-${at}-${delay === 0 ? 'due' : 'later'}`,
      delay,
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}
