import { cancelLinking, type Linking, startLinking } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { toBuffer } from 'qrcode';
import { z } from 'zod';
import { mayUse } from '../admission.js';
import { json, wrong } from '../answers.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { invalid, notFound, Problem } from '../problems/problem.js';
import type { V1Scope } from '../scope.js';
import { linkingShape, showLinking } from './shape.js';

const tags = ['instances'];
const params = z.object({ linking: z.uuid() });
/** Whoever sees it may take the account. */
const secretly = { 'cache-control': 'no-store' };

const askedLinkingShape = z
  .strictObject({
    method: z.enum(['qr', 'code']).default('qr'),
    phone: z
      .string()
      .regex(/^[1-9]\d{7,14}$/, 'must be digits only, with country and area code')
      .optional()
      .meta({ description: 'For `code`: the number of the phone.', examples: ['5511999990000'] }),
  })
  .meta({ id: 'AskedLinking' });

export function addLinkings(scope: V1Scope, needs: V1Needs): void {
  scope.post(
    '/linkings',
    {
      schema: {
        ...{ operationId: 'link', tags, summary: 'Link an account, by a QR code or by a code to be typed' },
        headers: keyHeader,
        body: askedLinkingShape,
        response: { 201: json(linkingShape, 'It is under way.'), ...wrong(400, 403, 409, 422) },
      },
    },
    async (request, reply) => {
      const { method, phone = null } = request.body;
      if ((method === 'code') !== (phone !== null))
        throw invalid('phone', 'goes with the method `code`, and only with it');
      await mayLink(needs, request);
      const answer = await once(needs, request, async () => {
        const started = await startLinking(needs, { method, phone, target: null });
        if (started.kind === 'already_linked')
          throw new Problem('already-linked', `${started.instance.id} is linked already; unlink it first`);
        const headers = { location: `/v1/linkings/${started.linking.id}` };
        return { status: 201, headers, body: showLinking(started.linking) };
      });
      return reply.code(201).headers(answer.headers).send(answer.body);
    },
  );

  scope.get(
    '/linkings/:linking',
    {
      schema: {
        ...{ operationId: 'getLinking', tags, summary: 'How a linking stands' },
        params,
        response: { 200: json(linkingShape, 'The linking.'), ...wrong(404) },
      },
    },
    async (request) => showLinking(await findLinking(needs, request, request.params.linking)),
  );

  scope.get(
    '/linkings/:linking/qr.png',
    {
      schema: {
        ...{ operationId: 'getLinkingQr', tags, summary: 'What is to be scanned now, as a picture' },
        params,
        response: {
          200: { description: 'The QR code.', content: { 'image/png': { schema: z.any() } } },
          ...wrong(404, 409),
        },
      },
    },
    async (request, reply) => {
      const linking = await findLinking(needs, request, request.params.linking);
      if (linking.method !== 'qr') throw new Problem('nothing-to-show', 'It is linked by a code: ask for `/code`');
      const picture = await toBuffer(secretOf(linking), {
        type: 'png',
        errorCorrectionLevel: 'L',
        scale: 8,
        margin: 4,
      });
      return reply.headers(secretly).type('image/png').send(picture);
    },
  );

  scope.get(
    '/linkings/:linking/code',
    {
      schema: {
        ...{ operationId: 'getLinkingCode', tags, summary: 'What is to be scanned or typed now, as text' },
        params,
        response: {
          200: json(
            z.object({ text: z.string() }).meta({ id: 'LinkingCode' }),
            'The text of the QR code, or the code.',
          ),
          ...wrong(404, 409),
        },
      },
    },
    async (request, reply) => {
      const linking = await findLinking(needs, request, request.params.linking);
      return reply
        .headers(secretly)
        .code(200)
        .send({ text: secretOf(linking) });
    },
  );

  scope.delete(
    '/linkings/:linking',
    {
      schema: {
        ...{ operationId: 'cancelLinking', tags, summary: 'Give a linking up' },
        params,
        response: { 200: json(linkingShape, 'The linking.'), ...wrong(404, 409) },
      },
    },
    async (request) => {
      const { id } = await findLinking(needs, request, request.params.linking);
      const cancelled = await cancelLinking(needs);
      if (cancelled?.id !== id) throw new Problem('nothing-to-show', 'It has ended already');
      return showLinking(cancelled);
    },
  );
}

/** The account that would be linked is the one there is, or a new one, which a token of one instance cannot name. */
async function mayLink({ instances }: V1Needs, request: FastifyRequest): Promise<void> {
  const [existing] = await instances.all();
  if (existing ? !mayUse(request, existing.id) : !mayUse(request, ''))
    throw new Problem('forbidden', 'A token of one instance cannot link another');
}

async function findLinking({ instances }: V1Needs, request: FastifyRequest, id: string): Promise<Linking> {
  const linking = await instances.findLinking(id);
  if (!linking || !mayUse(request, linking.instanceId)) throw notFound(`linking ${id}`);
  return linking;
}

function secretOf({ secret, state }: Linking): string {
  if (secret !== null) return secret;
  throw new Problem('nothing-to-show', state === 'wanted' ? 'WhatsApp has not said it yet; ask again' : 'It has ended');
}
