import type { BinaryNode } from '@whiskeysockets/baileys';
import { answerCollection } from '../server/app-state.js';
import { activate } from '../server/login.js';
import { greet } from '../server/greeting.js';
import { unlink } from '../server/pairing.js';
import { childrenOf, node } from '../wire/nodes.js';
import { type AnswerTable, silence } from './table.js';

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

  'w:sync:app:state/set/sync': async ({ world, companion, subject }) => {
    const answers: BinaryNode[] = [];
    for (const asked of childrenOf(subject)) {
      const answer = await answerCollection(world, companion, asked);
      if (!answer) return silence;
      answers.push(answer);
    }
    return [node('sync', {}, answers)];
  },

  'md/set/remove-companion-device': ({ world, companion }) => ({ content: [], after: () => unlink(world, companion) }),
};
