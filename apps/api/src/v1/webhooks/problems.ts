import type { ChangeWebhookReply, WebhookRefusal } from '@pinwheel/pinning';
import { whyNotSaved } from '../../why-webhook.js';
import type { V1Needs } from '../needs.js';
import { invalid, Problem } from '../problems/problem.js';

export function notSaved(refusal: WebhookRefusal): Problem {
  const why = whyNotSaved(refusal);
  switch (refusal.kind) {
    case 'too_many':
      return new Problem('too-many-webhooks', why);
    case 'bad_label':
      return invalid('label', why);
    case 'bad_authorization':
      return invalid('authorization', why);
    case 'bad_url':
    case 'url_missing':
      return invalid('url', why);
  }
}

type SetElsewhere = Extract<ChangeWebhookReply, { kind: 'set_elsewhere' }>;

/** Names the fields, and says where they are set. */
export function setElsewhere({ whereSet }: V1Needs, { webhook, fields }: SetElsewhere): Problem {
  const where = whereSet.get(webhook.dialect)?.(webhook);
  const detail = `This webhook is of the dialect ${webhook.dialect}: set that by ${where ?? 'what made it'}`;
  const names = fields.map((field) => (field === 'about' ? 'events' : field));
  return new Problem('set-elsewhere', detail, { errors: names.map((name) => ({ pointer: `#/${name}`, detail })) });
}
