import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { generateSigningKeyPair, isSignedBy } from '../../packages/whatsapp-simulator/dist/wire/curve.js';
import { timed } from './statistics.js';

interface Libsignal {
  curve: { verifySignature(key: Buffer, message: Buffer, signature: Buffer): boolean };
}

const libsignal = createRequire(new URL('../../packages/whatsapp-simulator/package.json', import.meta.url))(
  'libsignal',
) as Libsignal;

/** libsignal's own mark of a key's kind. */
const kind = Buffer.from([5]);

/** @returns how many signatures of a group message are checked in a second by what Baileys uses, and by Node itself */
export async function measureSignatures(checks: number): Promise<{ javascript: number; native: number }> {
  const pair = generateSigningKeyPair();
  const message = randomBytes(120);
  const signature = pair.sign(message);
  const key = Buffer.concat([kind, pair.public]);
  const perSecond = async (check: () => boolean) => {
    const ms = await timed(() => {
      for (let count = 0; count < checks; count += 1) if (!check()) throw new Error('a good signature was refused');
    });
    return (checks / ms) * 1_000;
  };
  return {
    javascript: await perSecond(() => libsignal.curve.verifySignature(key, message, signature)),
    native: await perSecond(() => isSignedBy(pair.public, message, signature)),
  };
}
