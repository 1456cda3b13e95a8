import { audit, type AuditPage as ReadPage } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import type { AuditPage } from '../ui/buttons.js';

export const readPage = ({ deps, trail }: Bot, { chatId, by, before, size }: AuditPage): Promise<ReadPage> =>
  audit(
    { ...deps, trail },
    { chatIds: chatId === null ? null : [chatId], instanceId: null, by, since: null, before, limit: size },
  );
