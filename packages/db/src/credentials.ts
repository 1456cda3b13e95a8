import type { CredentialRecords, RecordChange } from '@pinwheel/pinning';
import { and, eq, inArray } from 'drizzle-orm';
import type { Pool } from './connection.js';
import { whatsappRecords as records } from './schema/index.js';
import { toJson } from './storable.js';

export function credentialRecords({ client, drizzle }: Pool, instanceId: string): CredentialRecords {
  return {
    async read(type, ids) {
      if (ids.length === 0) return new Map();
      const found = await drizzle
        .select({ id: records.id, keyId: records.keyId, bytes: records.bytes })
        .from(records)
        .where(and(eq(records.instanceId, instanceId), eq(records.type, type), inArray(records.id, [...ids])));
      return new Map(found.map(({ id, keyId, bytes }) => [id, { keyId, bytes }]));
    },

    // One statement, so all or nothing; one parameter, because a group's thousand sessions exceed PostgreSQL's 65,535.
    async write(changes) {
      if (changes.length === 0) return;
      const text = `
        with changed as (
          select * from json_to_recordset($2::json)
            as changed(type text, id text, key_id text, bytes text)
        ), forgotten as (
          delete from whatsapp_records r using changed
          where r.instance_id = $1 and r.type = changed.type and r.id = changed.id and changed.bytes is null
        )
        insert into whatsapp_records (instance_id, type, id, key_id, bytes)
        select $1, type, id, key_id, decode(bytes, 'base64') from changed where bytes is not null
        on conflict (instance_id, type, id) do update set key_id = excluded.key_id, bytes = excluded.bytes`;
      await client.query(text, [instanceId, changesAsJson(changes)]);
    },

    async clear() {
      await drizzle.delete(records).where(eq(records.instanceId, instanceId));
    },
  };
}

/** The last change of a record counts: one statement cannot change a row twice. */
function changesAsJson(changes: readonly RecordChange[]): string {
  const last = new Map(changes.map((change) => [`${change.type}\n${change.id}`, change]));
  const rows = [...last.values()].map(({ type, id, value }) => ({
    type,
    id,
    key_id: value?.keyId ?? null,
    bytes: value && Buffer.from(value.bytes).toString('base64'),
  }));
  return toJson(rows);
}
