import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Companion } from '../people/companion.js';
import type { World } from '../server/world.js';
import { type Attributes, childrenOf, node } from '../wire/nodes.js';
import { accountAnswers } from './account.js';
import { groupAnswers } from './groups.js';
import { keyAnswers } from './keys.js';
import { peopleAnswers } from './people.js';
import { type AnswerTable, Refusal, silence } from './table.js';

const TABLE: AnswerTable = { ...accountAnswers, ...groupAnswers, ...keyAnswers, ...peopleAnswers };

/** Answers a companion's query from the table; one that is not in it is noted and refused with 501. */
export async function answerQuery(world: World, companion: Companion, iq: BinaryNode): Promise<void> {
  const { id, to, xmlns = '', type = '' } = iq.attrs;
  if (type === 'result' || type === 'error') return;
  const [subject] = childrenOf(iq);
  const name = `${xmlns}/${type}/${subject?.tag ?? ''}`;
  const reply = (attributes: Attributes, content: BinaryNode[]) =>
    companion.connection?.send(node('iq', { from: to, id, ...attributes }, content));
  try {
    const answer = TABLE[name];
    if (!answer) world.unanswered.push(name);
    if (!answer) throw new Refusal(501, 'feature-not-implemented');
    const answered = await answer({ world, companion, iq, subject });
    if (answered === silence) return;
    reply({ type: 'result' }, 'content' in answered ? answered.content : answered);
    if ('content' in answered) await answered.after();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply({ type: 'error' }, [node('error', { code: String(error.code), text: error.message })]);
  }
}
