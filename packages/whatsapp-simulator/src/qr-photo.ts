import jsqr from 'jsqr';
import { PNG } from 'pngjs';

// jsqr is a CommonJS bundle whose default export is a property of the module.
const decode = 'default' in jsqr ? (jsqr.default as typeof import('jsqr').default) : jsqr;

/** The text of the QR code in a PNG; throws when there is none. */
export function readQrPhoto(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  const code = decode(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error('no QR code in this picture');
  return code.data;
}
