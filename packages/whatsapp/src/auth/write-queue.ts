import type { CredentialRecords, RecordChange } from '@pinwheel/pinning';

interface Pending {
  changes: readonly RecordChange[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * One write at a time, in the order in which they were asked for: a pool of connections would let an older ratchet
 * overtake a newer one. What waits together is written together, so each set of changes stays all or nothing.
 */
export class WriteQueue {
  readonly #records: CredentialRecords;
  #waiting: Pending[] = [];
  #writing: Promise<void> | null = null;

  constructor(records: CredentialRecords) {
    this.#records = records;
  }

  write(changes: readonly RecordChange[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject });
      this.#writing ??= this.#drain();
    });
  }

  /** Resolves when everything asked for so far is written or has failed. */
  async idle(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        await this.#records.write(lastOfEach(batch.flatMap(({ changes }) => changes)));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = null;
  }
}

function lastOfEach(changes: readonly RecordChange[]): RecordChange[] {
  return [...new Map(changes.map((change) => [`${change.type}/${change.id}`, change])).values()];
}
