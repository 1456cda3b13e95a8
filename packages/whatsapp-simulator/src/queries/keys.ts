import type { BinaryNode } from '@whiskeysockets/baileys';
import { PHONE_DEVICE, parseJid } from '../people/jids.js';
import type { World } from '../server/world.js';
import { announceChange } from '../server/world.js';
import { bundleNodes, readPreKeys, readSignedPreKey } from '../signal/key-bundle.js';
import { child, childrenOf, node } from '../wire/nodes.js';
import type { AnswerTable } from './table.js';

/** The client's own supply of pre-keys, and those of the people it wants to write to. */
export const keyAnswers: AnswerTable = {
  'encrypt/get/count': ({ companion }) => [node('count', { value: String(companion.preKeyCount) })],

  'encrypt/set/registration': ({ companion, iq }) => {
    companion.signedPreKey = readSignedPreKey(iq, companion.keys.identity);
    companion.addPreKeys(readPreKeys(child(iq, 'list')));
    return [];
  },

  'encrypt/set/rotate': ({ companion, subject }) => {
    companion.signedPreKey = readSignedPreKey(subject, companion.keys.identity);
    return [];
  },

  // The last query of a login: Baileys calls the connection open once it has this answer.
  'encrypt/get/digest': ({ world, companion }) => ({
    content: [node('digest', {}, [node('hash', {}, companion.signedPreKey.signature)])],
    after: () => {
      companion.ready = true;
      announceChange(world);
    },
  }),

  'encrypt/get/key': ({ world, subject }) => [
    node(
      'list',
      {},
      childrenOf(subject).map(({ attrs }) => bundleOf(world, attrs['jid'] ?? '')),
    ),
  ],
};

function bundleOf(world: World, jid: string): BinaryNode {
  const account = world.directory.accountOf(jid);
  const device = parseJid(jid).device === PHONE_DEVICE ? account?.phone.sessions : world.directory.companionOf(jid);
  if (!device) return node('user', { jid }, [node('error', { code: '404', text: 'item-not-found' })]);
  return node('user', { jid }, bundleNodes(device.takeBundle()));
}
