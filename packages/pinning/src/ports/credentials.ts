/** An encrypted value and the id of the key that sealed it. */
export interface Sealed {
  keyId: string;
  /** Nonce, ciphertext and tag, as the sealer lays them out. */
  bytes: Uint8Array;
}

/** AES-256-GCM with keys from the configuration. */
export interface Sealer {
  /** `context` is bound to the value: a value moved to another place does not open. */
  seal(plain: Uint8Array, context: string): Sealed;
  /** @throws {Error} when the key is unknown or the bytes were altered. Its message holds no part of the value. */
  open(sealed: Sealed, context: string): Uint8Array;
}

export interface RecordChange {
  type: string;
  id: string;
  /** null deletes. */
  value: Sealed | null;
}

/** WhatsApp's credentials and Signal keys of one instance, as sealed records. */
export interface CredentialRecords {
  read(type: string, ids: readonly string[]): Promise<Map<string, Sealed>>;
  /** All or nothing, durable when it resolves. */
  write(changes: readonly RecordChange[]): Promise<void>;
  /** Forgets everything: the instance is to be paired anew. */
  clear(): Promise<void>;
}

/** The protobufs of what we sent, by WhatsApp message id: a phone that could not decrypt asks for it again. */
export interface SentMessages {
  save(wireId: string, bytes: Uint8Array): Promise<void>;
  find(wireId: string): Promise<Uint8Array | null>;
}
