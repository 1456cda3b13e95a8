/** Tells when commands end, whichever process ends them. Only commands of API tokens are told. */
export interface CommandEnds {
  /** True when all operations of the command have ended, false when the signal came first. Never rejects. */
  ended(commandId: string, signal: AbortSignal): Promise<boolean>;
  /** How many commands somebody waits for. */
  readonly awaited: number;
}
