/**
 * Baileys leaves some promises to themselves: an unanswered query or an acknowledgement on a closed socket ends as an
 * unhandled rejection, which would end the process. The socket concerned is looked after where it is known, so a
 * process may log these by name and go on; any other rejection is not ours to forgive.
 */
export function isBaileysRejection(reason: unknown): boolean {
  return reason instanceof Error && /[\\/](@whiskeysockets[\\/]baileys|libsignal)[\\/]/.test(reason.stack ?? '');
}
