import { formatRef, previewTurns, type ProgrammeItem, type Rotation } from '@pinwheel/domain';
import { z } from 'zod';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import { formatItemRef, itemRefShape, refShape } from '../refs.js';
import { ruleShape, showRule } from '../words/rule-shape.js';

const itemShape = z
  .object({
    id: itemRefShape,
    place: z.int().meta({ description: '1 for the first; it changes as others come and go.' }),
    message: refShape('message').nullable(),
    text: z.string().nullable(),
    weight: z.int().meta({ description: 'How many turns of a round are its own.' }),
    from: z.string().nullable().meta({ description: 'Its first day.' }),
    until: z.string().nullable().meta({ description: 'Its last day.' }),
    leastSeconds: z.number().nullable().meta({ description: 'For so long it stays on air at least.' }),
  })
  .meta({ id: 'RotationItem' });

const turnShape = z
  .object({
    at: instantShape,
    item: itemRefShape.nullable().meta({ description: 'Whose turn it is; null: nobody’s.' }),
  })
  .meta({ id: 'Turn' });

const airingShape = z
  .object({
    chat: refShape('chat'),
    delaySeconds: z.number().meta({ description: 'So much later than the rule says.' }),
    state: z.enum(['active', 'paused', 'done', 'deleted']),
    pausedBecause: z.string().nullable(),
    nextAt: instantShape.nullable(),
    lastAt: instantShape.nullable(),
    onAir: refShape('message').nullable(),
    turns: z.array(turnShape).meta({ description: 'The next of them.' }),
  })
  .meta({ id: 'Airing', description: 'How a rotation stands in one of its chats.' });

export const rotationShape = z
  .object({
    id: refShape('rotation'),
    name: z.string(),
    words: z.string().meta({ description: 'When, as it was said.' }),
    rule: ruleShape,
    slot: z.int().nullable(),
    shuffled: z.boolean(),
    items: z.array(itemShape).meta({ description: 'In the order in which they take turns.' }),
    chats: z.array(airingShape),
  })
  .meta({ id: 'Rotation' });

const shownTurns = 5;

/** `standing`: as it stands in each of its chats, one at least. */
export function showRotation(standing: readonly Rotation[], now: number): z.infer<typeof rotationShape> {
  const [first] = standing as [Rotation];
  return {
    id: formatRef('rotation', first.id),
    name: first.name,
    words: first.words,
    rule: showRule(first.rule),
    slot: first.slot,
    shuffled: first.shuffled,
    items: first.items.map((item, index) => showItem(item, index + 1)),
    chats: standing.map((rotation) => showAiring(rotation, now)),
  };
}

const showItem = (
  { id, target, weight, window, leastMs }: ProgrammeItem,
  place: number,
): z.infer<typeof itemShape> => ({
  id: formatItemRef(id),
  place,
  message: target.kind === 'message' ? formatRef('message', target.messageId) : null,
  text: target.kind === 'text' ? target.text : null,
  weight,
  from: window.from,
  until: window.until,
  leastSeconds: leastMs === null ? null : leastMs / 1_000,
});

const showAiring = (rotation: Rotation, now: number): z.infer<typeof airingShape> => ({
  chat: formatRef('chat', rotation.chatId),
  delaySeconds: rotation.delayMs / 1_000,
  state: rotation.state,
  pausedBecause: rotation.pausedBecause,
  nextAt: maybeInstant(rotation.nextAt),
  lastAt: maybeInstant(rotation.lastAt),
  onAir: rotation.currentMessageId === null ? null : formatRef('message', rotation.currentMessageId),
  turns: previewTurns(rotation, now, shownTurns).map(({ at, item }) => ({
    at: instantOf(at),
    item: item && formatItemRef(item.id),
  })),
});
