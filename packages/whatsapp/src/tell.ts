import type { Heard, Logger } from '@pinwheel/pinning';
import { causeOf } from './cause.js';
import type { InstanceListener } from './listener.js';

export interface GuardedListener extends Omit<InstanceListener, 'heard'> {
  /** Whether the listener has taken it. */
  heard(events: Heard[]): Promise<boolean>;
}

/** The listener, except that what it throws does not reach Baileys, which would take a stanza for unreadable. */
export function guardListener(listener: InstanceListener, logger: Logger): GuardedListener {
  const failed = (name: keyof InstanceListener, error: unknown) =>
    logger.error({ told: name, cause: causeOf(error) }, 'a listener failed');
  const guarded =
    <T>(name: keyof InstanceListener, tell: (news: T) => void) =>
    (news: T) => {
      try {
        tell(news);
      } catch (error) {
        failed(name, error);
      }
    };
  return {
    async heard(events) {
      try {
        await listener.heard(events);
        return true;
      } catch (error) {
        failed('heard', error);
        return false;
      }
    },
    qr: guarded('qr', (text) => listener.qr(text)),
    pairingCode: guarded('pairingCode', (code) => listener.pairingCode(code)),
    paired: guarded('paired', (account) => listener.paired(account)),
    opened: guarded('opened', (account) => listener.opened(account)),
    caughtUp: () => guarded('caughtUp', () => listener.caughtUp())(undefined),
    closed: guarded('closed', (reason) => listener.closed(reason)),
  };
}
