import { type Chat, formatRef } from '@pinwheel/domain';
import type { AgendaEntry, AgendaSpan } from '@pinwheel/pinning';
import { z } from 'zod';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import { refShape } from '../refs.js';

export const entryShape = z
  .object({
    at: instantShape,
    chat: refShape('chat'),
    what: z.enum(['pin', 'unpin', 'unpin_all', 'swap', 'turn', 'hold_ends', 'expires', 'renewal']),
    slot: z.int().nullable(),
    message: refShape('message').nullable(),
    text: z.string().nullable(),
    leaves: refShape('message').nullable().meta({ description: 'The message that makes room.' }),
    movedFrom: instantShape.nullable().meta({ description: 'When its rule has it, where quiet hours put it off.' }),
    cause: z.string().meta({ description: 'The schedule, the rotation or the pin.' }),
    conflicts: z.array(z.string()).meta({ description: 'Why it will not come about, as things stand.' }),
    goesOn: z.boolean().meta({ description: 'Its cause has more, which are left out here.' }),
  })
  .meta({ id: 'AgendaEntry' });

const spanShape = z
  .object({
    chat: refShape('chat'),
    slot: z.int(),
    from: instantShape,
    until: instantShape.nullable().meta({ description: 'null: beyond what was asked for.' }),
    message: refShape('message').nullable(),
    text: z.string().nullable().meta({ description: 'A text that will be posted first.' }),
    cause: z.string().nullable().meta({ description: 'null for what stands already, or is on its way.' }),
  })
  .meta({ id: 'AgendaSpan', description: 'What stands in a slot from when until when.' });

export const agendaShape = z
  .object({
    items: z.array(entryShape).meta({ description: 'What happens, in order of time.' }),
    spans: z.array(spanShape).meta({ description: 'What stands where meanwhile, by their beginnings.' }),
    isCut: z.boolean().meta({ description: 'There is more: ask for one chat, or for fewer days.' }),
  })
  .meta({ id: 'Agenda' });

export const showEntry = (entry: AgendaEntry): z.infer<typeof entryShape> => ({
  at: instantOf(entry.at),
  chat: formatRef('chat', entry.chat.id),
  what: entry.what,
  slot: entry.slot,
  message: entry.message && formatRef('message', entry.message.id),
  text: entry.text,
  leaves: entry.leaves && formatRef('message', entry.leaves.id),
  movedFrom: maybeInstant(entry.movedFrom),
  cause: formatRef(entry.cause.kind, entry.cause.id),
  conflicts: entry.conflicts.map(({ kind }) => kind),
  goesOn: entry.goesOn,
});

export const showSpan = ({ chat, span }: { chat: Chat; span: AgendaSpan }): z.infer<typeof spanShape> => ({
  chat: formatRef('chat', chat.id),
  slot: span.slot,
  from: instantOf(span.from),
  until: maybeInstant(span.until),
  message: span.message && formatRef('message', span.message.id),
  text: span.text,
  cause: span.cause && formatRef(span.cause.kind, span.cause.id),
});
