import { formatRef } from '@pinwheel/domain';
import type { CommandReport } from '@pinwheel/pinning';
import { z } from 'zod';
import { whyFailed } from '../../why.js';
import { instantOf, instantShape } from '../json.js';
import { operationShape, showOperation } from '../operations/shape.js';
import { refShape } from '../refs.js';
import { actorShape, showActor } from './actor.js';

export const commandShape = z
  .object({
    id: z.string(),
    kind: z.string().meta({ examples: ['pin', 'unpin', 'turn', 'hold', 'announce', 'view', 'repair'] }),
    chat: refShape('chat'),
    actor: actorShape,
    madeAt: instantShape,
    state: z.enum(['under_way', 'done', 'failed']),
    failure: z.string().nullable().meta({ description: 'Why it failed.' }),
    pin: refShape('pin').nullable().meta({ description: 'The pin that stands because of it.' }),
    operations: z.array(operationShape).meta({ description: 'In the order in which they are carried out.' }),
  })
  .meta({ id: 'Command', description: 'One wish with all that came of it.' });

export const showCommand = (report: CommandReport): z.infer<typeof commandShape> => ({
  id: report.command.id,
  kind: report.command.kind,
  chat: formatRef('chat', report.chat.id),
  actor: showActor(report.command.actor),
  madeAt: instantOf(report.command.madeAt),
  state: report.state,
  failure: report.failure && whyFailed(report.failure),
  pin: report.pin && formatRef('pin', report.pin.id),
  operations: report.operations.map(showOperation),
});
