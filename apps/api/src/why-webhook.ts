import type { TargetRefusal, WebhookRefusal } from '@pinwheel/pinning';

/** Why a webhook was not saved, for the developer who reads the answer. */
export function whyNotSaved(refusal: WebhookRefusal): string {
  switch (refusal.kind) {
    case 'bad_url':
      return whyNoTarget(refusal.why);
    case 'url_missing':
      return 'a webhook that is switched on needs an address';
    case 'bad_authorization':
      return 'authorization must be 1 to 4096 printable characters, as a header holds them';
    case 'bad_label':
      return `the label must have 1 to ${refusal.limit} printable characters`;
    case 'too_many':
      return `no more than ${refusal.limit} webhooks may be switched on`;
  }
}

function whyNoTarget(why: TargetRefusal): string {
  switch (why.kind) {
    case 'not_a_url':
      return 'the address is not a URL';
    case 'too_long':
      return `the address is longer than ${why.limit} characters`;
    case 'not_http':
      return 'the address must begin with https:// or http://';
    case 'has_password':
      return 'the address must not hold a user or a password';
    case 'private':
      return 'the address is on this machine or in a private network; WEBHOOK_PRIVATE_NETWORKS can allow that';
  }
}
