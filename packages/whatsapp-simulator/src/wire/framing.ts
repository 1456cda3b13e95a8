import { NOISE_WA_HEADER } from '@whiskeysockets/baileys';

const ROUTING_PROLOGUE = Buffer.from('ED\x00\x01', 'latin1');

export function frame(payload: Uint8Array): Buffer {
  const length = Buffer.from([(payload.length >>> 16) & 0xff, (payload.length >>> 8) & 0xff, payload.length & 0xff]);
  return Buffer.concat([length, payload]);
}

/** Collects bytes into frames, after skipping the prologue (with or without edge routing information) of a new stream. */
export class FrameReader {
  #bytes = Buffer.alloc(0);
  #started = false;

  push(chunk: Uint8Array): Buffer[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#started ||= this.#skipPrologue();
    const frames: Buffer[] = [];
    while (this.#started && this.#bytes.length >= 3) {
      const end = 3 + this.#bytes.readUIntBE(0, 3);
      if (this.#bytes.length < end) break;
      frames.push(this.#bytes.subarray(3, end));
      this.#bytes = this.#bytes.subarray(end);
    }
    return frames;
  }

  #skipPrologue(): boolean {
    let start = 0;
    if (this.#bytes.subarray(0, 4).equals(ROUTING_PROLOGUE)) {
      if (this.#bytes.length < 7) return false;
      start = 7 + this.#bytes.readUIntBE(4, 3);
    }
    const end = start + NOISE_WA_HEADER.length;
    if (this.#bytes.length < end) return false;
    if (!this.#bytes.subarray(start, end).equals(NOISE_WA_HEADER)) throw new Error('not a WhatsApp stream');
    this.#bytes = this.#bytes.subarray(end);
    return true;
  }
}
