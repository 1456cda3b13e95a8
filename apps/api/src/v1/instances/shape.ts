import type { Instance, Linking } from '@pinwheel/pinning';
import { z } from 'zod';
import { instantShape, maybeInstant } from '../json.js';

export const instanceShape = z
  .object({
    id: z.string(),
    state: z.enum(['unlinked', 'linked', 'leaving', 'logged_out', 'replaced', 'broken']),
    jid: z.string().nullable(),
    lid: z.string().nullable(),
    name: z.string().nullable(),
    connectedSince: instantShape.nullable(),
    lastHeardAt: instantShape.nullable(),
    problem: z.string().nullable(),
  })
  .meta({ id: 'Instance', description: 'A WhatsApp account.' });

export const showInstance = (instance: Instance): z.infer<typeof instanceShape> => ({
  id: instance.id,
  state: instance.state,
  jid: instance.jid,
  lid: instance.lid,
  name: instance.name,
  connectedSince: maybeInstant(instance.connectedSince),
  lastHeardAt: maybeInstant(instance.lastHeardAt),
  problem: instance.problem,
});

export const linkingShape = z
  .object({
    id: z.string(),
    instance: z.string(),
    method: z.enum(['qr', 'code']),
    phone: z.string().nullable(),
    state: z.enum(['wanted', 'shown', 'linked', 'failed', 'cancelled', 'ended']),
    shown: z.int().meta({ description: 'Counts the QR codes: WhatsApp renews them.' }),
    failure: z.string().nullable(),
  })
  .meta({
    id: 'Linking',
    description: 'An attempt to link an account. What is to be scanned or typed is asked apart.',
  });

export const showLinking = (linking: Linking): z.infer<typeof linkingShape> => ({
  id: linking.id,
  instance: linking.instanceId,
  method: linking.method,
  phone: linking.phone,
  state: linking.state,
  shown: linking.shown,
  failure: linking.failure,
});
