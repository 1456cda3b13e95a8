/**
 * Baileys stores a group's key as JSON in which Buffers became lists of numbers, and reads Buffers back from base64
 * only: what became of the keys of messages that it passed over cannot decrypt them. Here they are base64.
 */
export function toReadableSenderKey(record: Uint8Array): Uint8Array {
  const text = Buffer.from(record).toString();
  return text.includes(listStart) ? Buffer.from(JSON.stringify(JSON.parse(text, toBase64))) : record;
}

const listStart = '"data":[';

function toBase64(_key: string, value: unknown): unknown {
  return isListedBuffer(value) ? { type: 'Buffer', data: Buffer.from(value.data).toString('base64') } : value;
}

/** What `Buffer.toJSON` makes. */
function isListedBuffer(value: unknown): value is { data: number[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value &&
    Array.isArray(value.data)
  );
}
