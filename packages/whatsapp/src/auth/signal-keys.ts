import { setImmediate } from 'node:timers/promises';
import { proto } from '@whiskeysockets/baileys';
import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys';
import { BrokenRecord } from './broken-record.js';
import type { SealedRecords, ValueChange } from './sealed-records.js';
import { toReadableSenderKey } from './sender-key.js';

/** Baileys reads a key a dozen times for each message: every so many reads the event loop gets a turn. */
const readsPerTurn = 4;

/**
 * Baileys' key store over the records. Baileys takes a read that fails for a missing key in places, so a broken record
 * is reported beside the exception.
 */
export function createSignalKeys(records: SealedRecords, broken: (record: BrokenRecord) => void): SignalKeyStore {
  let reads = 0;
  return {
    async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      reads += 1;
      if (reads % readsPerTurn === 0) await setImmediate();
      try {
        const values = await records.read(type, ids);
        return Object.fromEntries([...values].map(([id, value]) => [id, revive(type, value)])) as {
          [id: string]: SignalDataTypeMap[T];
        };
      } catch (error) {
        if (error instanceof BrokenRecord) broken(error);
        throw error;
      }
    },
    set: (data) => records.write(changesOf(data)),
  };
}

function changesOf(data: SignalDataSet): ValueChange[] {
  return Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values).map(([id, value]) => ({ type, id, value: preserve(type, value ?? null) })),
  );
}

function preserve(type: string, value: unknown): unknown {
  return type === 'sender-key' && value !== null ? toReadableSenderKey(value as Uint8Array) : value;
}

function revive(type: string, value: unknown): unknown {
  switch (type) {
    // JSON has turned its bytes and 64-bit numbers into strings; Baileys computes with them.
    case 'app-state-sync-key':
      return proto.Message.AppStateSyncKeyData.fromObject(value as object);
    // One that was stored by an earlier version.
    case 'sender-key':
      return toReadableSenderKey(value as Uint8Array);
    default:
      return value;
  }
}
