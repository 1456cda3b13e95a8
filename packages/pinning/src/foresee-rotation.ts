import type { Chat, Message, Rotation, RotationItem } from '@pinwheel/domain';
import { previewTurns } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { Foreseen, Named, Reach } from './foresee.js';

export async function foreseeRotation(
  deps: Deps,
  chat: Chat,
  rotation: Rotation,
  { until, most }: Reach,
): Promise<Foreseen[]> {
  const { id, name, slot, state } = rotation;
  if (state !== 'active') return [];
  const messages = await messagesOf(deps, rotation);
  const foreseen: Foreseen[] = [];
  let former: Named | null = rotation.currentMessageId;
  for (const { at, movedFrom, item, stays, hold } of previewTurns(rotation, deps.clock.now(), most, until)) {
    if (stays || item === null || hold === null) continue;
    const subject = subjectOf(rotation, item);
    const replaces = former === null || former === subject ? [] : [former];
    foreseen.push({
      ...{ at, mayWait: true, change: { kind: 'pin', subject, hold, slot, replaces } },
      entry: {
        ...{ at, chat, slot, what: 'turn', leaves: null, movedFrom },
        message: item.messageId === null ? null : (messages.get(item.messageId) ?? null),
        text: item.target.kind === 'text' ? item.target.text : null,
        cause: { kind: 'rotation', id, name },
      },
    });
    former = subject;
  }
  return foreseen;
}

async function messagesOf({ store }: Deps, { items }: Rotation): Promise<Map<number, Message | null>> {
  const ids = items.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
  return new Map(await Promise.all(ids.map(async (id) => [id, await store.findMessage(id)] as const)));
}

/** A text is posted at its first turn, and that message is pinned again at the others. */
const subjectOf = ({ id }: Rotation, item: RotationItem): Named =>
  item.messageId ?? (item.target.kind === 'message' ? item.target.messageId : `r${id}/${item.id}`);
