/** What programs can ask to be told of. */
export const happeningKinds = ['message', 'pinned', 'unpinned', 'settled', 'connected', 'disconnected'] as const;

export type HappeningKind = (typeof happeningKinds)[number];
