import type { CredentialRecords, Sealed } from './pinwheel.js';

/** Credentials that cost nothing to read and write, and are gone with the process. */
export function openMemoryRecords(): CredentialRecords {
  const stored = new Map<string, Sealed>();
  const nameOf = (type: string, id: string) => `${type}/${id}`;
  return {
    async read(type, ids) {
      const found = ids.map((id) => [id, stored.get(nameOf(type, id))] as const);
      return new Map(found.filter((entry): entry is [string, Sealed] => entry[1] !== undefined));
    },
    async write(changes) {
      for (const { type, id, value } of changes)
        if (value) stored.set(nameOf(type, id), value);
        else stored.delete(nameOf(type, id));
    },
    async clear() {
      stored.clear();
    },
  };
}
