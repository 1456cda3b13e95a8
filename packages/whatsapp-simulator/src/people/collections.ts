import { proto } from '@whiskeysockets/baileys';
import type { WAPatchName } from '@whiskeysockets/baileys';

/** What WhatsApp's server keeps of one account's app state: numbered patches that it cannot read. */
export class Collections {
  readonly #patches = new Map<WAPatchName, Buffer[]>();

  version(name: WAPatchName): number {
    return this.#patches.get(name)?.length ?? 0;
  }

  /** The patches that come after that version. */
  since(name: WAPatchName, version: number): Buffer[] {
    return (this.#patches.get(name) ?? []).slice(version);
  }

  /** Gives the patch its number. */
  append(name: WAPatchName, patch: proto.ISyncdPatch): proto.ISyncdPatch {
    const numbered = { ...patch, version: { version: this.version(name) + 1 } };
    const bytes = Buffer.from(proto.SyncdPatch.encode(numbered).finish());
    this.#patches.set(name, [...(this.#patches.get(name) ?? []), bytes]);
    return numbered;
  }
}
