import type { HappeningKind } from '@pinwheel/domain';
import type { Webhook } from '@pinwheel/pinning';

/** Their events, as far as Pinwheel has something to tell. */
const kinds = {
  'message.exchange': ['message', 'pinned', 'unpinned'],
  'message.status': ['settled'],
  'instance.state': ['connected', 'disconnected'],
} as const satisfies Record<string, readonly HappeningKind[]>;

type Event = keyof typeof kinds;

/** All of theirs: each may be asked for. */
export const ryzeEvents = [...(Object.keys(kinds) as Event[]), 'call.update', 'group.flow', 'label.update'] as const;

export interface RyzeOptions {
  byEvents: boolean;
  /** Empty for all. */
  events: string[];
  /** Kept for the answer; Pinwheel keeps no media. */
  mediaBase64: boolean;
}

export const optionsOf = ({ options }: Pick<Webhook, 'options'>): RyzeOptions => ({
  ...{ byEvents: false, events: [], mediaBase64: false },
  ...options,
});

/** Whoever wants it otherwise puts it there. */
export const whereRyzeApiSets = ({ instanceId, label }: Webhook): string =>
  `POST /api/events/webhook/${instanceId} with the label “${label}”`;

export const eventOf = (kind: HappeningKind): Event =>
  (Object.keys(kinds) as Event[]).find((event) => (kinds[event] as readonly HappeningKind[]).includes(kind))!;

export const isAskedFor = (webhook: Webhook, event: string): boolean => {
  const { events } = optionsOf(webhook);
  return events.length === 0 || events.includes(event);
};

export const kindsOf = (events: readonly string[]): HappeningKind[] =>
  Object.entries(kinds).flatMap(([event, told]) => (events.length === 0 || events.includes(event) ? [...told] : []));
