import { node } from '../wire/nodes.js';
import { type AnswerTable, Refusal } from './table.js';

/** What a member may know of groups. */
export const groupAnswers: AnswerTable = {
  'w:g2/get/query': ({ world, companion, iq }) => {
    const group = world.directory.groups.get(iq.attrs['to'] ?? '');
    if (!group) throw new Refusal(404, 'item-not-found');
    if (!group.members.has(companion.account)) throw new Refusal(403, 'forbidden');
    return [group.metadata()];
  },

  'w:g2/get/participating': ({ world, companion }) => [
    node(
      'groups',
      {},
      world.directory.groupsOf(companion.account).map((group) => group.metadata()),
    ),
  ],
};
