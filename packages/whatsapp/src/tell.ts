import type { Logger } from '@pinwheel/pinning';
import { causeOf } from './cause.js';
import type { InstanceListener } from './listener.js';

/** The listener, except that what it throws does not reach Baileys, which would take a stanza for unreadable. */
export function guardListener(listener: InstanceListener, logger: Logger): InstanceListener {
  const guarded =
    <T>(name: keyof InstanceListener, tell: (news: T) => void) =>
    (news: T) => {
      try {
        tell(news);
      } catch (error) {
        logger.error({ told: name, cause: causeOf(error) }, 'a listener failed');
      }
    };
  return {
    heard: guarded('heard', (events) => listener.heard(events)),
    qr: guarded('qr', (text) => listener.qr(text)),
    pairingCode: guarded('pairingCode', (code) => listener.pairingCode(code)),
    paired: guarded('paired', (account) => listener.paired(account)),
    opened: guarded('opened', (account) => listener.opened(account)),
    closed: guarded('closed', (reason) => listener.closed(reason)),
  };
}
