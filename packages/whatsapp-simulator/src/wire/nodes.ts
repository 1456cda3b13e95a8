import { type BinaryNode, S_WHATSAPP_NET } from '@whiskeysockets/baileys';

/** WhatsApp itself as a sender; Baileys compares with the leading `@`. */
export const SERVER = S_WHATSAPP_NET;

export type Attributes = Record<string, string | undefined>;

/** A stanza; attributes that are undefined are left out. */
export function node(tag: string, attributes: Attributes = {}, content?: BinaryNode['content']): BinaryNode {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) attrs[name] = value;
  return content === undefined ? { tag, attrs } : { tag, attrs, content };
}

export function childrenOf(parent: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(parent?.content) ? parent.content : [];
}

export function child(parent: BinaryNode | undefined, tag: string): BinaryNode | undefined {
  return childrenOf(parent).find((candidate) => candidate.tag === tag);
}

export function children(parent: BinaryNode | undefined, tag: string): BinaryNode[] {
  return childrenOf(parent).filter((candidate) => candidate.tag === tag);
}

export function bytesOf(parent: BinaryNode | undefined): Buffer {
  const content = parent?.content;
  if (content instanceof Uint8Array) return Buffer.from(content);
  return typeof content === 'string' ? Buffer.from(content) : Buffer.alloc(0);
}

/** Content of the child with that tag; throws when the client left it out. */
export function childBytes(parent: BinaryNode | undefined, tag: string): Buffer {
  const bytes = bytesOf(child(parent, tag));
  if (bytes.length === 0) throw new Error(`<${parent?.tag ?? '?'}> without <${tag}>`);
  return bytes;
}

export function bigEndian(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

export function readBigEndian(bytes: Buffer): number {
  return bytes.readUIntBE(0, bytes.length);
}
