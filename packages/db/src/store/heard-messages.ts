import type { ChatKind } from '@pinwheel/domain';
import type { HeardMessage, Store } from '@pinwheel/pinning';
import type { Pool } from '../connection.js';
import { happeningsWake, isAskedFor } from '../http/note.js';
import { toJson } from '../storable.js';
import { defaultHold } from './default-hold.js';

/** Longer ones do not exist, and would not fit into the index. */
const longestId = 255;
/** The end of the year 9999; PostgreSQL takes more, our instants do not. */
const lastInstant = 253_402_300_799_000;

/**
 * Raw SQL under drizzle: one statement with one JSON parameter stores a batch several times as fast as drizzle's own,
 * and every message of every chat comes through here. It is not prepared: a plan that was made while the table was
 * small would be kept when it is large, and read all of it for every batch.
 */
export const heardMessagesIn = (client: Pool['client'], timeZone: string): Pick<Store, 'saveMessages'> => ({
  async saveMessages(instanceId, messages, now) {
    const heard = messages.filter(isStorable);
    const { strange, noted } = await insertMessages(client, instanceId, heard, now);
    const wakes = noted ? [happeningsWake(instanceId, now)] : [];
    if (strange.size === 0) return wakes;
    const inNewChats = heard.filter(({ chatJid }) => strange.has(chatJid));
    await insertChats(client, instanceId, inNewChats, timeZone);
    const second = await insertMessages(client, instanceId, inNewChats, now);
    return noted || !second.noted ? wakes : [happeningsWake(instanceId, now)];
  },
});

/**
 * Nothing that somebody sent may make a batch fail: it would be tried again for ever, and everything after it would
 * wait.
 */
const isStorable = ({ chatJid, key }: HeardMessage): boolean =>
  chatJid.length <= longestId && key.id.length <= longestId;

const statement = `
with instance as (
  -- One batch of an instance at a time, so that two never wait for each other's messages.
  update instances set last_heard_at = greatest(last_heard_at, $3::timestamptz)
  where id = $1
  returning id
), heard as (
  select h.*, c.id as chat_id
  from json_to_recordset($2::json) as h(
    n int, chat_jid text, remote_jid text, wire_id text, from_me boolean, participant text, participant_alt text,
    addressing text, sender_name text, kind text, text text, sent_at timestamptz, raw text, past boolean
  )
    left join instance on true
    left join chats c on c.instance_id = $1 and c.jid = h.chat_jid
), completed as (
  update messages m set remote_jid = h.remote_jid, from_me = h.from_me, participant = h.participant,
    participant_alt = h.participant_alt, addressing = h.addressing, sender_name = h.sender_name, kind = h.kind,
    text = h.text, sent_at = h.sent_at, raw = decode(h.raw, 'base64'), unheard = false
  from heard h
  where m.chat_id = h.chat_id and m.wire_id = h.wire_id and m.unheard
  returning m.id, m.chat_id, m.wire_id
), stored as (
  -- Those stored already are left out beforehand: a conflict would burn the number of a ref.
  insert into messages as m (chat_id, remote_jid, wire_id, from_me, participant, participant_alt, addressing,
    sender_name, kind, text, sent_at, raw)
  select chat_id, remote_jid, wire_id, from_me, participant, participant_alt, addressing,
    sender_name, kind, text, sent_at, decode(raw, 'base64')
  from heard h
  where chat_id is not null
    and not exists (select from messages m where m.chat_id = h.chat_id and m.wire_id = h.wire_id)
  order by n
  on conflict (chat_id, wire_id) do update set remote_jid = excluded.remote_jid, from_me = excluded.from_me,
    participant = excluded.participant, participant_alt = excluded.participant_alt,
    addressing = excluded.addressing, sender_name = excluded.sender_name, kind = excluded.kind,
    text = excluded.text, sent_at = excluded.sent_at, raw = excluded.raw, unheard = false
    where m.unheard
  returning m.id, m.chat_id, m.wire_id
), noted as (
  insert into happenings (instance_id, chat_id, kind, content, at)
  select $1, s.chat_id, 'message', json_build_object('messageId', s.id), $3::timestamptz
  from (select * from completed union all select * from stored) s
    join heard h on h.chat_id = s.chat_id and h.wire_id = s.wire_id and not h.past
  where ${isAskedFor("'message'", '$1')}
  order by h.n
  returning 1
)
select array(select distinct chat_jid from heard where chat_id is null) as strange,
  exists (select from noted) as noted`;

/** @returns the chats that are not known, whose messages were not stored; and whether somebody is to be told */
async function insertMessages(
  client: Pool['client'],
  instanceId: string,
  messages: readonly HeardMessage[],
  now: number,
): Promise<{ strange: Set<string>; noted: boolean }> {
  const values = [instanceId, messagesAsJson(messages), new Date(now).toISOString()];
  const answer = await client.query<{ strange: string[]; noted: boolean }>(statement, values);
  const { strange, noted } = answer.rows[0]!;
  return { strange: new Set(strange), noted };
}

/** The first of those with the same id counts: a repetition within the batch is one message. */
function messagesAsJson(messages: readonly HeardMessage[]): string {
  const first = new Map<string, HeardMessage>();
  for (const message of messages) {
    const id = `${message.chatJid}\n${message.key.id}`;
    if (!first.has(id)) first.set(id, message);
  }
  const rows = [...first.values()].map((message, n) => ({
    n,
    chat_jid: message.chatJid,
    remote_jid: message.key.remoteJid,
    wire_id: message.key.id,
    from_me: message.key.fromMe,
    participant: message.key.participant,
    participant_alt: message.participantAlt,
    addressing: message.addressing,
    sender_name: message.senderName,
    kind: message.kind,
    text: message.text,
    sent_at: new Date(Math.min(Math.max(message.sentAt, 0), lastInstant) || 0).toISOString(),
    raw: Buffer.from(message.raw.buffer, message.raw.byteOffset, message.raw.byteLength).toString('base64'),
    past: message.past ?? false,
  }));
  return toJson(rows);
}

/** What is not known yet comes with the chat's metadata. */
async function insertChats(
  client: Pool['client'],
  instanceId: string,
  messages: readonly HeardMessage[],
  timeZone: string,
): Promise<void> {
  const chats = new Map<string, { jid: string; kind: ChatKind; name: string }>();
  for (const { chatJid: jid, key, senderName } of messages) {
    const kind = kindOf(jid);
    const known = chats.get(jid);
    const name = kind === 'private' && !key.fromMe ? senderName : null;
    if (!known || name) chats.set(jid, { jid, kind, name: name ?? known?.name ?? jid.split('@', 1)[0]! });
  }
  const text = `
    insert into chats (instance_id, jid, kind, name, time_zone, hold, our_role, only_admins_edit, only_admins_speak)
    select $1, jid, kind, name, $2, $3::jsonb, 'member', false, false
    from json_to_recordset($4::json) as h(jid text, kind text, name text)
    order by jid
    on conflict do nothing`;
  await client.query(text, [instanceId, timeZone, toJson(defaultHold), toJson([...chats.values()])]);
}

function kindOf(jid: string): ChatKind {
  if (jid.endsWith('@g.us')) return 'group';
  return jid.endsWith('@newsletter') ? 'channel' : 'private';
}
