import type { Hold } from '@pinwheel/domain';

/** What a new chat's pins get until an admin says otherwise: 7 days, as WhatsApp's phones suggest. */
export const defaultHold: Hold = { kind: 'length', ms: 604_800_000 };
