import type { Heard, HeardChat, HeardMessage, HeardPin, HeardRevocation } from '@pinwheel/pinning';
import type { Account, CloseReason, InstanceListener } from '../../src/index.js';

/** Everything a listener was told, and a way to wait for more. */
export class Recorder implements InstanceListener {
  readonly events: Heard[] = [];
  readonly qrs: string[] = [];
  readonly codes: string[] = [];
  readonly accounts: { paired: Account[]; opened: Account[] } = { paired: [], opened: [] };
  readonly closings: CloseReason[] = [];
  /** The names of what was told, in order. */
  readonly told: string[] = [];
  readonly #waiting = new Set<() => void>();

  heard(events: Heard[]): void | Promise<void> {
    this.events.push(...events);
    this.#tell('heard');
  }

  qr(text: string): void {
    this.qrs.push(text);
    this.#tell('qr');
  }

  pairingCode(code: string): void {
    this.codes.push(code);
    this.#tell('pairingCode');
  }

  paired(account: Account): void {
    this.accounts.paired.push(account);
    this.#tell('paired');
  }

  opened(account: Account): void {
    this.accounts.opened.push(account);
    this.#tell('opened');
  }

  caughtUp(): void {
    this.#tell('caughtUp');
  }

  closed(reason: CloseReason): void {
    this.closings.push(reason);
    this.#tell(`closed:${reason.kind}`);
  }

  get messages(): HeardMessage[] {
    return this.events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
  }

  get pins(): HeardPin[] {
    return this.events.flatMap((event) => (event.kind === 'pin' ? [event.pin] : []));
  }

  get revocations(): HeardRevocation[] {
    return this.events.flatMap((event) => (event.kind === 'revocation' ? [event.revocation] : []));
  }

  /** What was heard last of a chat. */
  chat(jid: string): HeardChat | undefined {
    return this.events.flatMap((event) => (event.kind === 'chat' && event.chat.jid === jid ? [event.chat] : [])).at(-1);
  }

  /** The first thing that `find` sees, now or after something was told. */
  until<T>(what: string, find: () => T | undefined | null | false, timeoutMs = 12_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const look = () => {
        const found = find();
        if (found !== undefined && found !== null && found !== false) finish(() => resolve(found));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`never saw ${what}; was told ${this.told.join(', ')}`))),
        timeoutMs,
      );
      this.#waiting.add(look);
      look();
    });
  }

  opening(times = 1): Promise<Account> {
    return this.until(`opening ${times}`, () => this.accounts.opened[times - 1]);
  }

  closing<K extends CloseReason['kind']>(kind: K, timeoutMs?: number): Promise<Extract<CloseReason, { kind: K }>> {
    const find = () => this.closings.find((reason) => reason.kind === kind) as Extract<CloseReason, { kind: K }>;
    return this.until(`closing ${kind}`, find, timeoutMs);
  }

  message(wireId: string): Promise<HeardMessage> {
    return this.until(`message ${wireId}`, () => this.messages.find(({ key }) => key.id === wireId));
  }

  pin(wireId: string): Promise<HeardPin> {
    return this.until(`pin ${wireId}`, () => this.pins.find((pin) => pin.wireId === wireId));
  }

  #tell(name: string): void {
    this.told.push(name);
    for (const look of this.#waiting) look();
  }
}
