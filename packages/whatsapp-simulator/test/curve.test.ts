import { randomBytes } from 'node:crypto';
import { Curve } from '@whiskeysockets/baileys';
import { calculateSignature, verifySignature } from 'libsignal/src/curve.js';
import { describe, expect, test } from 'vitest';
import { generateSigningKeyPair, isSignedBy } from '../src/wire/curve.js';

const typed = (key: Buffer) => Buffer.concat([Buffer.from([5]), key]);

describe('signatures', () => {
  test('libsignal accepts ours, and we accept libsignal’s', () => {
    for (let round = 0; round < 12; round++) {
      const pair = generateSigningKeyPair();
      const message = randomBytes(round * 7 + 1);
      expect(verifySignature(typed(pair.public), message, pair.sign(message))).toBe(true);
      const theirs = Curve.generateKeyPair();
      const signature = calculateSignature(Buffer.from(theirs.private), message);
      expect(isSignedBy(theirs.public, message, signature)).toBe(true);
    }
  });

  test('a changed message, a changed signature, another key and a short signature are refused', () => {
    const pair = generateSigningKeyPair();
    const message = randomBytes(50);
    const signature = pair.sign(message);
    const bent = Buffer.from(signature);
    bent[10] = (bent[10] ?? 0) ^ 1;
    expect(isSignedBy(pair.public, message, signature)).toBe(true);
    expect(isSignedBy(pair.public, randomBytes(50), signature)).toBe(false);
    expect(isSignedBy(pair.public, message, bent)).toBe(false);
    expect(isSignedBy(generateSigningKeyPair().public, message, signature)).toBe(false);
    expect(isSignedBy(pair.public, message, signature.subarray(1))).toBe(false);
  });

  test('a pair agrees on secrets with any other', () => {
    const [ours, theirs] = [generateSigningKeyPair(), Curve.generateKeyPair()];
    expect(Curve.sharedKey(ours.private, theirs.public)).toEqual(Curve.sharedKey(theirs.private, ours.public));
  });
});
