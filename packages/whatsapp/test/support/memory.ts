import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CredentialRecords, RecordChange, Sealed, Sealer, SentMessages } from '@pinwheel/pinning';

const nameOf = ({ type, id }: { type: string; id: string }) => `${type}/${id}`;

/** Records in memory that can fail. */
export class MemoryRecords implements CredentialRecords {
  readonly stored: Map<string, Sealed>;
  readonly writes: RecordChange[][] = [];
  reads = 0;
  /** Called before each write; throws to make it fail. */
  beforeWrite: (changes: readonly RecordChange[]) => void | Promise<void> = () => {};

  /** Called when a write is stored; until it resolves the writer does not know. */
  afterWrite: (changes: readonly RecordChange[]) => void | Promise<void> = () => {};

  constructor(stored: Iterable<[string, Sealed]> = []) {
    this.stored = new Map(stored);
  }

  async read(type: string, ids: readonly string[]): Promise<Map<string, Sealed>> {
    this.reads += 1;
    const found = ids.map((id) => [id, this.stored.get(nameOf({ type, id }))] as const);
    return new Map(found.filter((entry): entry is [string, Sealed] => entry[1] !== undefined));
  }

  async write(changes: readonly RecordChange[]): Promise<void> {
    await this.beforeWrite(changes);
    this.writes.push([...changes]);
    for (const change of changes) {
      if (change.value) this.stored.set(nameOf(change), change.value);
      else this.stored.delete(nameOf(change));
    }
    await this.afterWrite(changes);
  }

  async clear(): Promise<void> {
    this.stored.clear();
  }

  names(type: string): string[] {
    return [...this.stored.keys()].filter((name) => name.startsWith(`${type}/`));
  }

  corrupt(name: string): void {
    const sealed = this.stored.get(name);
    if (!sealed) throw new Error(`no record ${name}`);
    this.stored.set(name, { ...sealed, bytes: sealed.bytes.map((byte) => byte ^ 1) });
  }
}

export class MemorySent implements SentMessages {
  readonly saved = new Map<string, Uint8Array>();

  async save(wireId: string, bytes: Uint8Array): Promise<void> {
    this.saved.set(wireId, bytes);
  }

  async find(wireId: string): Promise<Uint8Array | null> {
    return this.saved.get(wireId) ?? null;
  }
}

export function testSealer(key = randomBytes(32)): Sealer {
  return {
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      return {
        keyId: 'test',
        bytes: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
      };
    },
    open({ bytes }, context) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
}
