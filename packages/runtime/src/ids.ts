import { randomBytes, randomUUID } from 'node:crypto';

export interface Ids {
  /** A UUID. */
  unique(): string;
  /** A WhatsApp message id as WhatsApp Web makes them: `3EB0` and 18 upper-case hex digits. */
  wireMessage(): string;
}

export function createIds(): Ids {
  return {
    unique: () => randomUUID(),
    wireMessage: () => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`,
  };
}
