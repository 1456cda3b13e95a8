import { activate } from '../server/login.js';
import { greet } from '../server/greeting.js';
import { unlink } from '../server/pairing.js';
import { childrenOf, node } from '../wire/nodes.js';
import type { AnswerTable } from './table.js';

/** The client's own login, settings and app state. */
export const accountAnswers: AnswerTable = {
  'passive/set/active': ({ world, companion }) => ({
    content: [],
    after: async () => {
      activate(companion);
      await greet(world, companion);
    },
  }),
  'passive/set/passive': () => [],
  'w:p/get/ping': () => [],
  'abt/get/props': () => [node('props', { hash: 'sim' })],
  'urn:xmpp:whatsapp:dirty/set/clean': () => [],
  'w:stats//add': () => [],

  // No collection ever has anything in it: names and settings are not synchronised.
  'w:sync:app:state/set/sync': ({ subject }) => [
    node(
      'sync',
      {},
      childrenOf(subject).map(({ attrs }) => node('collection', { name: attrs['name'], version: attrs['version'] })),
    ),
  ],

  'md/set/remove-companion-device': ({ world, companion }) => ({ content: [], after: () => unlink(world, companion) }),
};
