import type { Store } from '@pinwheel/pinning';
import type { Pool } from '../connection.js';
import { toJson } from '../storable.js';
import { defaultHold } from './default-hold.js';

/** Chats that exist are updated and not inserted in vain: each attempt would burn the number of a ref. */
export const heardChatsIn = (client: Pool['client'], timeZone: string): Pick<Store, 'saveChats'> => ({
  async saveChats(instanceId, chats) {
    if (chats.length === 0) return;
    const last = [...new Map(chats.map((chat) => [chat.jid, chat])).values()];
    await client.query(statement, [instanceId, toJson(last), timeZone, toJson(defaultHold)]);
  },
});

const statement = `
  with instance as (
    -- One writer of an instance at a time, so that two never wait for each other's chats.
    select id from instances where id = $1 for no key update
  ), heard as (
    select h.* from json_to_recordset($2::json) as h(
      jid text, kind text, name text, members int, "ourRole" text, "onlyAdminsEdit" boolean,
      "onlyAdminsSpeak" boolean, "disappearingSeconds" int
    ) left join instance on true
  ), renewed as (
    update chats c set kind = h.kind, name = coalesce(nullif(h.name, ''), c.name), members = h.members, our_role = h."ourRole",
      only_admins_edit = h."onlyAdminsEdit", only_admins_speak = h."onlyAdminsSpeak",
      disappearing_seconds = h."disappearingSeconds"
    from heard h
    where c.instance_id = $1 and c.jid = h.jid
  )
  insert into chats as c (instance_id, jid, kind, name, time_zone, hold, members, our_role, only_admins_edit,
    only_admins_speak, disappearing_seconds)
  select $1, jid, kind, name, $3, $4::jsonb, members, "ourRole",
    "onlyAdminsEdit", "onlyAdminsSpeak", "disappearingSeconds"
  from heard h
  where not exists (select from chats where instance_id = $1 and jid = h.jid)
  order by jid
  on conflict (instance_id, jid) do update set kind = excluded.kind, name = coalesce(nullif(excluded.name, ''), c.name),
    members = excluded.members, our_role = excluded.our_role, only_admins_edit = excluded.only_admins_edit,
    only_admins_speak = excluded.only_admins_speak, disappearing_seconds = excluded.disappearing_seconds`;
