import type { Instance, LinkingFailure } from '@pinwheel/pinning';
import type { CloseReason } from '@pinwheel/whatsapp';

interface Verdict {
  change: Partial<Omit<Instance, 'id'>>;
  failure: LinkingFailure | null;
  /** Nothing more comes from this socket. */
  final: boolean;
}

/** What a lost connection means for the instance. */
export function verdictOf(reason: CloseReason): Verdict {
  switch (reason.kind) {
    case 'reconnecting':
      return { change: { problem: `reconnecting (${reason.code})` }, failure: null, final: false };
    case 'stopped':
      return { change: {}, failure: null, final: true };
    case 'logged_out':
      return { change: { state: 'logged_out', problem: 'logged out' }, failure: 'logged_out', final: true };
    case 'replaced':
      return {
        change: { state: 'replaced', problem: 'replaced by another connection' },
        failure: 'replaced',
        final: true,
      };
    case 'refused':
      return { change: { state: 'broken', problem: `refused (${reason.code})` }, failure: 'refused', final: true };
    case 'version_too_old':
      return {
        change: { state: 'broken', problem: 'WhatsApp asks for a newer client' },
        failure: 'refused',
        final: true,
      };
    case 'broken_credentials':
      return {
        change: { state: 'broken', problem: `stored credentials cannot be read (${reason.record})` },
        failure: 'broken_credentials',
        final: true,
      };
    case 'pairing_ended':
      return { change: {}, failure: reason.why, final: true };
  }
}
