import type { Pages } from '@pinwheel/pinning';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Connection } from '../../connection.js';
import { chats } from '../../schema/index.js';
import { holds } from '../../store/messages.js';

export const chatPages = (db: Connection): Pick<Pages, 'chats'> => ({
  chats: ({ instanceId, after, limit, name }) =>
    db
      .select()
      .from(chats)
      .where(
        and(
          instanceId === null ? undefined : eq(chats.instanceId, instanceId),
          name === '' ? undefined : holds(chats.name, name),
          after === null ? undefined : gt(chats.id, after),
        ),
      )
      .orderBy(asc(chats.id))
      .limit(limit),
});
