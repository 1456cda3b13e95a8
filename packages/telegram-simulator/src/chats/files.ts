import type { PhotoSize } from '@grammyjs/types';
import { badRequest } from '../refusal.js';
import { imageSize } from './image.js';

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A photo as Telegram keeps it: in several sizes, the largest last. */
export interface StoredPhoto {
  readonly sizes: readonly { readonly file: StoredFile; readonly width: number; readonly height: number }[];
}

const megabyte = 1024 * 1024;
/** A grey dot: who takes the first size instead of the last gets this. */
const thumbnail = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB6A3nGAAAAABJRU5ErkJggg==',
  'base64',
);

export class FileStore {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #photos = new Map<string, StoredPhoto>();

  keep(folder: 'photos' | 'documents', name: string, bytes: Buffer): StoredFile {
    const serial = this.#byId.size + 1;
    const extension = /\.\w+$/.exec(name)?.[0] ?? '';
    const file: StoredFile = {
      id: `AgACAgIAAxkDAAI${Buffer.from(`${folder}:${serial}`).toString('base64url')}`,
      uniqueId: `AQAD${Buffer.from(String(serial)).toString('base64url')}`,
      path: `${folder}/file_${serial}${extension}`,
      name,
      bytes,
    };
    this.#byId.set(file.id, file);
    this.#byPath.set(file.path, file);
    return file;
  }

  /** @throws Refusal if Telegram would not take it for a photo: PNG, JPEG, GIF or WebP up to 10 MB. */
  keepPhoto(bytes: Buffer): StoredPhoto {
    if (bytes.length > 10 * megabyte) throw badRequest('file of size over 10485760 bytes is too big for a photo');
    const size = imageSize(bytes);
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
    const original = { file: this.keep('photos', 'photo.jpg', bytes), ...size };
    const scale = 90 / Math.max(size.width, size.height, 90);
    const smallest = {
      file: this.keep('photos', 'thumbnail.jpg', thumbnail),
      width: Math.max(1, Math.round(size.width * scale)),
      height: Math.max(1, Math.round(size.height * scale)),
    };
    const photo: StoredPhoto = { sizes: [smallest, original] };
    for (const { file } of photo.sizes) this.#photos.set(file.id, photo);
    return photo;
  }

  /** @throws Refusal for a file_id that Telegram never gave out. */
  find(fileId: string): StoredFile {
    const file = this.#byId.get(fileId);
    if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
    return file;
  }

  findPhoto(fileId: string): StoredPhoto {
    const photo = this.#photos.get(fileId);
    if (photo) return photo;
    this.find(fileId);
    throw badRequest("can't use file of type Document as Photo");
  }

  at(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }
}

export function largest(photo: StoredPhoto): StoredFile {
  const size = photo.sizes.at(-1);
  if (!size) throw new Error('A photo has at least one size');
  return size.file;
}

export function describePhoto(photo: StoredPhoto): PhotoSize[] {
  return photo.sizes.map(({ file, width, height }) => ({
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    width,
    height,
  }));
}
