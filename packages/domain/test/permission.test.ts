import { describe, expect, it } from 'vitest';
import type { ChatRole } from '../src/index.js';
import { chatObstacle, messageObstacle } from '../src/index.js';
import { groupOf, messageOf, noon } from './build.js';

describe('may we pin here?', () => {
  it.each<[string, ChatRole, boolean, boolean, string | null]>([
    ['a member of an open group may', 'member', false, false, null],
    ['a member may not where only admins edit', 'member', true, false, 'only_admins_pin'],
    ['a member may not where only admins write', 'member', false, true, 'only_admins_pin'],
    ['an admin may', 'admin', true, true, null],
    ['the founder may', 'superadmin', true, true, null],
    ['who left may not', 'none', false, false, 'not_a_member'],
  ])('%s', (_, ourRole, onlyAdminsEdit, onlyAdminsSpeak, obstacle) => {
    expect(chatObstacle(groupOf({ ourRole, onlyAdminsEdit, onlyAdminsSpeak }))?.kind ?? null).toBe(obstacle);
  });

  it('both sides may in a private chat, nobody in a channel', () => {
    expect(chatObstacle(groupOf({ kind: 'private', ourRole: 'none' }))).toBeNull();
    expect(chatObstacle(groupOf({ kind: 'channel', ourRole: 'admin' }))).toEqual({ kind: 'channel' });
  });
});

describe('may this message be pinned?', () => {
  it('not once it was deleted, nor when it can be seen once only', () => {
    expect(messageObstacle(messageOf())).toBeNull();
    expect(messageObstacle(messageOf({ revokedAt: noon }))).toEqual({ kind: 'message_deleted' });
    expect(messageObstacle(messageOf({ kind: 'view_once' }))).toEqual({
      kind: 'message_unpinnable',
      messageKind: 'view_once',
    });
  });
});
